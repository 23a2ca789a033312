// Asks veraPDF about each file: one line per file and standard, "FILE<tab>3a<tab>ok", or the broken rules instead of "ok".

import java.io.FileInputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      for (String standard : new String[] {"3a", "ua1"}) {
        System.out.println(file + "\t" + standard + "\t" + verdict(file, PDFAFlavour.fromString(standard)));
      }
    }
  }

  private static String verdict(String file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      TreeSet<String> broken = new TreeSet<>();
      for (TestAssertion each : result.getTestAssertions()) {
        broken.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber() + " " + each.getMessage());
      }
      return result.isCompliant() ? "ok" : String.join("; ", broken).replaceAll("\\s+", " ");
    }
  }
}
