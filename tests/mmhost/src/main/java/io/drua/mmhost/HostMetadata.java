package io.drua.mmhost;

import java.awt.Rectangle;
import java.util.UUID;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Metadata;

/** The metadata of an image: a property map with the program's keys. */
public final class HostMetadata implements Metadata {
  private final HostPropertyMap values;

  private HostMetadata(HostPropertyMap values) {
    this.values = values;
  }

  /** A builder of metadata that know nothing. */
  public static Builder builder() {
    return new Builder(HostPropertyMap.builder());
  }

  /** All values under the program's keys. */
  public PropertyMap toPropertyMap() {
    return values;
  }

  @Override
  public Builder copyBuilderPreservingUUID() {
    return new Builder(values.copyBuilder());
  }

  @Override
  public Builder copyBuilderWithNewUUID() {
    return copyBuilderPreservingUUID().generateUUID();
  }

  @Override
  public Builder copyBuilderRemovingUUID() {
    return copyBuilderPreservingUUID().uuid(null);
  }

  @Override
  public boolean hasElapsedTimeMs() {
    return values.containsKey("ElapsedTime-ms");
  }

  @Override
  public double getElapsedTimeMs(double defaultValue) {
    return values.getDouble("ElapsedTime-ms", defaultValue);
  }

  @Override
  public boolean hasPositionName() {
    return values.containsKey("PositionName");
  }

  @Override
  public String getPositionName(String defaultPosName) {
    return values.getString("PositionName", defaultPosName);
  }

  @Override
  public PropertyMap getScopeData() {
    return values.getPropertyMap("ScopeData", PropertyMaps.emptyPropertyMap());
  }

  @Override
  public Integer getBinning() {
    return values.containsKey("Binning") ? values.getInteger("Binning", 0) : null;
  }

  @Override
  public Integer getBitDepth() {
    return values.containsKey("BitDepth") ? values.getInteger("BitDepth", 0) : null;
  }

  @Override
  public String getCamera() {
    return values.getString("Camera", null);
  }

  @Override
  public Double getExposureMs() {
    return values.containsKey("Exposure-ms") ? values.getDouble("Exposure-ms", 0) : null;
  }

  @Override
  public String getFileName() {
    return values.getString("FileName", null);
  }

  @Override
  public Long getImageNumber() {
    return values.containsKey("ImageNumber") ? values.getLong("ImageNumber", 0) : null;
  }

  @Override
  public Double getPixelAspect() {
    return values.containsKey("PixelAspect") ? values.getDouble("PixelAspect", 0) : null;
  }

  @Override
  public Double getPixelSizeUm() {
    return values.containsKey("PixelSizeUm") ? values.getDouble("PixelSizeUm", 0) : null;
  }

  @Override
  public String getReceivedTime() {
    return values.getString("ReceivedTime", null);
  }

  @Override
  public Rectangle getROI() {
    return values.getRectangle("ROI", null);
  }

  @Override
  public PropertyMap getUserData() {
    return values.getPropertyMap("UserData", PropertyMaps.emptyPropertyMap());
  }

  @Override
  public UUID getUUID() {
    return values.getUUID("UUID", null);
  }

  @Override
  public Double getXPositionUm() {
    return values.containsKey("XPositionUm") ? values.getDouble("XPositionUm", 0) : null;
  }

  @Override
  public Double getYPositionUm() {
    return values.containsKey("YPositionUm") ? values.getDouble("YPositionUm", 0) : null;
  }

  @Override
  public Double getZPositionUm() {
    return values.containsKey("ZPositionUm") ? values.getDouble("ZPositionUm", 0) : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostMetadata && values.equals(((HostMetadata) other).values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  /** Builds metadata; of use by one thread. */
  public static final class Builder implements Metadata.Builder {
    private final HostPropertyMap.Builder values;

    private Builder(HostPropertyMap.Builder values) {
      this.values = values;
    }

    @Override
    public HostMetadata build() {
      return new HostMetadata(values.build());
    }

    @Override
    public Builder generateUUID() {
      return uuid(UUID.randomUUID());
    }

    @Override
    public Builder scopeData(PropertyMap scopeData) {
      for (String key : scopeData.keySet()) {
        if (scopeData.getValueTypeForKey(key) != String.class) {
          throw new ClassCastException("The hardware's state holds texts only, not so \"" + key + "\".");
        }
      }
      values.putPropertyMap("ScopeData", scopeData);
      return this;
    }

    @Override
    public Builder binning(Integer value) {
      values.putInteger("Binning", value);
      return this;
    }

    @Override
    public Builder bitDepth(Integer value) {
      values.putInteger("BitDepth", value);
      return this;
    }

    @Override
    public Builder camera(String value) {
      values.putString("Camera", value);
      return this;
    }

    @Override
    public Builder elapsedTimeMs(Double value) {
      values.putDouble("ElapsedTime-ms", value);
      return this;
    }

    @Override
    public Builder exposureMs(Double value) {
      values.putDouble("Exposure-ms", value);
      return this;
    }

    @Override
    public Builder fileName(String value) {
      values.putString("FileName", value);
      return this;
    }

    @Override
    public Builder imageNumber(Long value) {
      values.putLong("ImageNumber", value);
      return this;
    }

    @Override
    public Builder pixelAspect(Double value) {
      values.putDouble("PixelAspect", value);
      return this;
    }

    @Override
    public Builder pixelSizeUm(Double value) {
      values.putDouble("PixelSizeUm", value);
      return this;
    }

    @Override
    public Builder positionName(String value) {
      values.putString("PositionName", value);
      return this;
    }

    @Override
    public Builder receivedTime(String value) {
      values.putString("ReceivedTime", value);
      return this;
    }

    @Override
    public Builder roi(Rectangle value) {
      values.putRectangle("ROI", value);
      return this;
    }

    @Override
    public Builder userData(PropertyMap value) {
      values.putPropertyMap("UserData", value);
      return this;
    }

    @Override
    public Builder uuid(UUID value) {
      values.putUUID("UUID", value);
      return this;
    }

    @Override
    public Builder xPositionUm(Double value) {
      values.putDouble("XPositionUm", value);
      return this;
    }

    @Override
    public Builder yPositionUm(Double value) {
      values.putDouble("YPositionUm", value);
      return this;
    }

    @Override
    public Builder zPositionUm(Double value) {
      values.putDouble("ZPositionUm", value);
      return this;
    }
  }
}
