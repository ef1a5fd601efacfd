// Runs shipped Python routines on a real image, as ImageJ commands, and prints how each got its pixels.
// Argument: the folder for the results, then on a line of its own the image; both with and without a display.

parts = split(getArgument(), "\n");
output = parts[0];
if (parts.length > 1)
    path = parts[1];
else
    path = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/data/test_image.tif";
if (!File.exists(path))
    exit("The image " + path + " is missing.");

function report() {
    print(call("io.drua.fiji.Report.last"));
}

function save(name) {
    saveAs("Tiff", output + File.separator + name + ".tif");
}

open(path);
original = getImageID();
getPixelSize(unit, pixelWidth, pixelHeight);
print("Image: " + getTitle() + ", " + getWidth() + " x " + getHeight() + ", " + bitDepth() + "-bit, pixel "
    + pixelWidth + " " + unit);

// In place, with the pixels of ImageJ's own array. The first call of a routine gets a copy: trust is earned.
for (i = 1; i <= 3; i++) {
    open(path);
    rename("background-" + i);
    background = getImageID();
    run("Subtract Top-Hat Background...", "radius=12 smooth");
    report();
    if (i < 3)
        close();
}
save("top-hat");

// A new image.
run("Deconvolve (Richardson-Lucy)...", "sigma=1.5 iterations=20");
report();
save("richardson-lucy");
close();

// Points and a table.
selectImage(background);
run("Detect Puncta (LoG)...", "diameter=5 threshold=8");
report();
print("Puncta: " + Overlay.size + " selection(s) on the image");
call("io.drua.fiji.Report.saveTable", output + File.separator + "puncta.csv");
save("puncta");

// A label image.
selectImage(background);
run("Label by Watershed...", "smoothing=1 separation=6 smallest=8");
report();
getStatistics(area, mean, min, max);
print("Labels: " + max);
save("labels");
close();

// A table of measurements.
selectImage(background);
run("Measure Objects...", "smoothing=1 smallest=8");
report();
call("io.drua.fiji.Report.saveTable", output + File.separator + "objects.csv");

// A routine whose label ImageJ already has: it is renamed, visibly.
selectImage(original);
run("Unsharp Mask (Python)...", "sigma=2 amount=0.6");
report();
info = getMetadata("Info");
print("Provenance of the last image:\n" + substring(info, indexOf(info, "[Drua routine]")));
save("sharpened");

return "done";
