package org.micromanager.data;

import java.awt.Rectangle;
import java.util.UUID;
import org.micromanager.PropertyMap;

/** What is known about one image. Immutable; null where something isn't known. Lengths in micrometres, times in milliseconds. */
public interface Metadata {
  /** Makes metadata; null unsets. */
  interface Builder extends MetadataBuilder {
    Builder binning(Integer binning);

    Builder bitDepth(Integer bitDepth);

    Builder camera(String camera);

    Builder elapsedTimeMs(Double elapsedTimeMs);

    Builder exposureMs(Double exposureMs);

    Builder fileName(String filename);

    Builder generateUUID();

    Builder imageNumber(Long imageNumber);

    Builder pixelAspect(Double pixelAspect);

    Builder pixelSizeUm(Double pixelSizeUm);

    Builder positionName(String positionName);

    Builder receivedTime(String receivedTime);

    Builder roi(Rectangle roi);

    /**
     * The state of the hardware.
     *
     * @throws ClassCastException if a value isn't a text
     */
    Builder scopeData(PropertyMap scopeData);

    /** Whatever users and plugins add. */
    Builder userData(PropertyMap userData);

    Builder uuid(UUID uuid);

    Builder xPositionUm(Double xPositionUm);

    Builder yPositionUm(Double yPositionUm);

    Builder zPositionUm(Double zPositionUm);
  }

  /** What {@link Builder} comes from; of no other use. */
  interface MetadataBuilder {
    Metadata build();
  }

  Builder copyBuilderPreservingUUID();

  Builder copyBuilderWithNewUUID();

  Builder copyBuilderRemovingUUID();

  boolean hasElapsedTimeMs();

  double getElapsedTimeMs(double defaultValue);

  Double getExposureMs();

  Double getPixelAspect();

  Double getPixelSizeUm();

  Double getXPositionUm();

  Double getYPositionUm();

  Double getZPositionUm();

  Integer getBinning();

  Integer getBitDepth();

  Long getImageNumber();

  /** Never null. */
  PropertyMap getScopeData();

  /** Never null. */
  PropertyMap getUserData();

  Rectangle getROI();

  String getCamera();

  String getPositionName(String defaultPosName);

  boolean hasPositionName();

  String getReceivedTime();

  UUID getUUID();

  String getFileName();
}
