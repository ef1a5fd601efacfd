package io.drua.micromanager.metadata;

import io.drua.bridge.MapBlock;
import io.drua.bridge.Nullable;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Map;
import org.micromanager.PropertyMap;
import org.micromanager.data.Coords;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;

/**
 * Metadata of frames as the blocks that Python decodes when it looks at them. Everything is taken here, before pixels
 * are pinned. For one thread at a time.
 */
public final class FrameBlocks {
  private static final String[] AXES = {Coords.T, Coords.Z, Coords.C, Coords.P};
  private static final String[] LETTERS = {"T", "Z", "C", "P"};
  private static final String MICRON = "micron";

  private final MapBlock block = new MapBlock();
  private final MapBlock nested = new MapBlock();
  /** Scope data often stay the same object from frame to frame. */
  @Nullable private PropertyMap lastScopeData;

  private byte[] lastScopeBlock = {};

  /** What {@code drua.FrameMetadata} shows: the frame's tags, user data, and the state of the microscope. */
  public byte[] ofFrame(Image image) {
    try {
      return block(image);
    } catch (RuntimeException absurd) {
      // The next frame must not begin with half of this one's.
      block.discard();
      nested.discard();
      throw absurd;
    }
  }

  private byte[] block(Image image) {
    Metadata metadata = image.getMetadata();
    writeAxes(image.getCoords());
    if (metadata.hasElapsedTimeMs()) {
      block.put("ElapsedTimeMs", metadata.getElapsedTimeMs(0));
    }
    number("ExposureMs", metadata.getExposureMs());
    number("PixelSizeUm", metadata.getPixelSizeUm());
    number("XPositionUm", metadata.getXPositionUm());
    number("YPositionUm", metadata.getYPositionUm());
    number("ZPositionUm", metadata.getZPositionUm());
    whole("Binning", metadata.getBinning());
    whole("BitDepth", metadata.getBitDepth());
    whole("ImageNumber", metadata.getImageNumber());
    block.put("Camera", metadata.getCamera());
    block.put("PositionName", metadata.getPositionName(null));
    block.put("ReceivedTime", metadata.getReceivedTime());
    block.put("FileName", metadata.getFileName());
    if (metadata.getUUID() != null) {
      block.put("UUID", metadata.getUUID().toString());
    }
    Rectangle roi = metadata.getROI();
    if (roi != null) {
      block.putValue("ROI", Arrays.asList(roi.x, roi.y, roi.width, roi.height));
    }
    PropertyMap user = metadata.getUserData();
    if (user != null && !user.keySet().isEmpty()) {
      block.beginMap("UserData");
      TagMaps.write(user, block);
      block.endMap();
    }
    byte[] scope = scopeBlock(metadata.getScopeData());
    if (scope.length > 0) {
      block.putValue("ScopeData", scope);
    }
    return block.finish();
  }

  /** All four usual axes, also where Micro-Manager says nothing of one because its index is 0; then those of others. */
  private void writeAxes(Coords coords) {
    block.beginMap("axes");
    for (String axis : AXES) {
      block.put(axis, coords.getIndex(axis));
    }
    for (String axis : coords.getAxes()) {
      if (!isUsual(axis)) {
        block.put(axis, coords.getIndex(axis));
      }
    }
    block.endMap();
  }

  private static boolean isUsual(String axis) {
    for (String usual : AXES) {
      if (usual.equals(axis)) {
        return true;
      }
    }
    return false;
  }

  private byte[] scopeBlock(@Nullable PropertyMap scope) {
    if (scope == null || scope.keySet().isEmpty()) {
      return new byte[0];
    }
    if (scope != lastScopeData) {
      TagMaps.write(scope, nested);
      lastScopeBlock = nested.finish();
      lastScopeData = scope;
    }
    return lastScopeBlock;
  }

  private void number(String key, @Nullable Double value) {
    if (value != null) {
      block.put(key, value.doubleValue());
    }
  }

  private void whole(String key, @Nullable Number value) {
    if (value != null) {
      block.put(key, value.longValue());
    }
  }

  /**
   * What {@code drua.Image} shows: axes, pixel size, place in the data set.
   *
   * @param colour whether the frame is (Y, X, 3)
   */
  public byte[] ofImage(Image image, boolean colour) {
    block.put("axes", colour ? "YXC" : "YX");
    Double size = image.getMetadata().getPixelSizeUm();
    if (size != null && size > 0) {
      block.putValue("spacing", colour ? Arrays.asList(size, size, 1.0) : Arrays.asList(size, size));
      block.putValue("units", colour ? Arrays.asList(MICRON, MICRON, "") : Arrays.asList(MICRON, MICRON));
    }
    Coords coords = image.getCoords();
    block.beginMap("slice");
    for (int i = 0; i < AXES.length; i++) {
      block.put(LETTERS[i], coords.getIndex(AXES[i]));
    }
    block.endMap();
    return block.finish();
  }

  /** Metadata with what Python wrote, in its user data; other tags and the UUID stay. */
  public static Metadata with(Metadata metadata, Map<?, ?> written) {
    PropertyMap user = TagMaps.with(metadata.getUserData(), written);
    return metadata.copyBuilderPreservingUUID().userData(user).build();
  }
}
