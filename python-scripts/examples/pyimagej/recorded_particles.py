"""What ImageJ's recorder writes, unchanged but for the paths: threshold and count."""

from pathlib import Path

from ij import IJ, ImagePlus, WindowManager
from ij.measure import ResultsTable
from ij.plugin.filter import ParticleAnalyzer

sample = str(Path(__file__).resolve().parents[3] / "tests" / "data" / "test_image.tif")

imp = IJ.openImage(sample)
IJ.run(imp, "Gaussian Blur...", "sigma=2")
IJ.setAutoThreshold(imp, "Otsu dark no-reset")
mask = ImagePlus("mask", imp.createThresholdMask())
print(f"{imp.title}: {imp.width} x {imp.height}, {mask.getStatistics().mean / 2.55:.1f} % over the threshold")
assert 0 < mask.getStatistics().mean < 255

mask.getProcessor().setThreshold(255, 255)
rt = ResultsTable()
analyzer = ParticleAnalyzer(ParticleAnalyzer.SHOW_NONE, ParticleAnalyzer.AREA, rt, 5, float("inf"))
assert analyzer.analyze(mask)
areas = [rt.getValue("Area", row) for row in range(rt.size())]
print(f"{rt.size()} particles, the largest of {max(areas):.0f} pixels")
assert rt.size() > 0 and min(areas) >= 5
assert WindowManager.getImageCount() >= 0
