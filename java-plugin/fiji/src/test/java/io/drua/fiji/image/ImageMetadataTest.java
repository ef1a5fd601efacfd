package io.drua.fiji.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.LUT;
import java.awt.Color;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageMetadataTest {
  private static ImagePlus image() {
    ImagePlus image = IJ.createHyperStack("cells.tif", 8, 6, 2, 3, 1, 16);
    image.getCalibration().pixelWidth = 0.25;
    image.getCalibration().pixelHeight = 0.5;
    image.getCalibration().pixelDepth = 2;
    image.getCalibration().xOrigin = 4;
    image.getCalibration().setUnit("micron");
    image.setProperty("Info", "made here");
    return image;
  }

  @Test
  void alignsCalibrationWithTheAxes() {
    ImagePlus image = image();
    Map<String, Object> map = ImageMetadata.of(image, image.getProcessor(), "CZYX");
    assertThat(map)
        .containsEntry("name", "cells.tif")
        .containsEntry("axes", "CZYX")
        .containsEntry("kind", "16-bit")
        .containsEntry("spacing", Arrays.<Object>asList(1.0, 2.0, 0.5, 0.25))
        .containsEntry("origin", Arrays.<Object>asList(0.0, 0.0, 0.0, 4.0))
        .containsEntry("units", Arrays.<Object>asList("", "micron", "micron", "micron"));
    assertThat((Map<?, ?>) map.get("properties")).hasToString("{Info=made here}");
  }

  @Test
  void saysWhereAPlaneLiesAndWhatIsSelected() {
    ImagePlus image = image();
    image.setRoi(new Roi(1, 2, 3, 2));
    Map<String, Object> map = ImageMetadata.ofPlane(image, image.getProcessor(), 4);
    assertThat((Map<?, ?>) map.get("slice")).hasToString("{C=1, Z=1}");
    assertThat(String.valueOf(map.get("roi"))).startsWith("drua.Rois").contains("rectangle");
    image.deleteRoi();
    assertThat(ImageMetadata.ofPlane(image, image.getProcessor(), 1).get("roi")).isNull();
  }

  @Test
  void carriesAColourTableButNotPlainGrey() {
    ImagePlus grey = IJ.createImage("g", "8-bit", 4, 4, 1);
    assertThat(ImageMetadata.of(grey, grey.getProcessor(), "YX").get("lut")).isNull();
    grey.setLut(LUT.createLutFromColor(Color.GREEN));
    byte[] lut = (byte[]) ImageMetadata.of(grey, grey.getProcessor(), "YX").get("lut");
    assertThat(lut).hasSize(768);
    assertThat(DisplayMaps.lutOf(lut).getBytes()).startsWith(LUT.createLutFromColor(Color.GREEN).getBytes());
    assertThat(DisplayMaps.lutOf(new byte[3])).isNull();
  }
}
