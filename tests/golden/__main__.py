"""`make golden`: draws the picture of every letter anew, or of the codes that are named, and says which changed. Look at them."""

import os
import sys


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from documents.rendering.letters import html_of, metadata_of
    from documents.rendering.zygote import render_contained
    from documents.samples.contexts import example
    from documents.wording import LETTERS, languages_of
    from tests.golden import pictures

    wanted = {pictures.path_of(code, language): (code, language) for code in LETTERS for language in languages_of(code)}
    if named := sys.argv[1:]:
        wanted = {path: asked for path, asked in wanted.items() if asked[0] in named}
    for path in () if named else set(pictures.FOLDER.glob("*.png")) - wanted.keys():
        path.unlink()
        print(f"removed {path.name}")
    for path, (code, language) in wanted.items():
        asked = {"template": code, "language": language, "context": example(code)}
        page = pictures.drawn(render_contained(html_of(**asked), language=language, metadata=metadata_of(**asked)))
        if path.exists() and pictures.distance(page, pictures.kept(code, language)) == 0:
            continue
        path.write_bytes(pictures.encoded(page))
        print(f"drawn {path.name}")


if __name__ == "__main__":
    main()
