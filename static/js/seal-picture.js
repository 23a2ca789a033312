// Finds the square in a picture or through the camera; pictures never leave the browser.
(() => {
  const panel = document.querySelector("[data-square]");
  if (!panel || !window.createImageBitmap) return;
  const { told, split } = window.Seal;
  const status = panel.querySelector("[data-square-status]");
  const start = panel.querySelector("[data-camera]");
  const stop = panel.querySelector("[data-camera-stop]");
  const viewfinder = panel.querySelector("[data-viewfinder]");
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  // A page photographed whole has a small square; a close picture has too much detail.
  const WIDTHS = [1000, 1700, 2600, 600];
  const PAUSE = 150; // milliseconds between two looks through the camera
  let stream = null;

  panel.hidden = false;
  start.hidden = !navigator.mediaDevices?.getUserMedia;

  const say = (name) => (status.textContent = name ? status.dataset[name] : "");

  // The reader of squares is large: it is fetched when it is first needed.
  let loading;
  function reader() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = told.reader;
      script.onload = () => resolve(window.jsQR);
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  function look(read, image, width, height, most) {
    const scale = Math.min(1, most / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return read(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)?.data ?? "";
  }

  function found(address) {
    const { code, isSealed } = split(address);
    if (!code) return say("textForeign");
    document.getElementById("code").value = code;
    say(isSealed ? "" : "textCode");
    if (isSealed) window.Seal.prove(address);
  }

  panel.querySelector("#picture").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    say("textReading");
    try {
      const [read, image] = await Promise.all([reader(), createImageBitmap(file)]);
      for (const most of WIDTHS) {
        const address = look(read, image, image.width, image.height, most);
        if (address) return found(address);
      }
      say("textNone");
    } catch {
      say("textNone");
    }
  });

  function close() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = viewfinder.srcObject = null;
    viewfinder.hidden = stop.hidden = true;
    start.hidden = false;
  }

  async function watch(read) {
    while (stream) {
      const address = viewfinder.videoWidth && look(read, viewfinder, viewfinder.videoWidth, viewfinder.videoHeight, 1000);
      if (address) {
        close();
        start.focus();
        return found(address);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }

  start.addEventListener("click", async () => {
    try {
      const read = await reader();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
      viewfinder.srcObject = stream;
      viewfinder.hidden = stop.hidden = false;
      start.hidden = true;
      stop.focus();
      await viewfinder.play();
      say("textReading");
      await watch(read);
    } catch {
      close();
      say("textRefused");
    }
  });
  stop.addEventListener("click", () => {
    close();
    say("");
    start.focus();
  });
  window.addEventListener("pagehide", close);
})();
