package io.drua.micromanager.processor;

import io.drua.bridge.ConversionException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Nullable;
import io.drua.micromanager.metadata.FrameBlocks;
import io.drua.micromanager.monitor.RecordTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.micromanager.data.Coords;
import org.micromanager.data.DataManager;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;
import org.micromanager.data.ProcessorContext;

/**
 * Makes frames of what a routine gave: pixels, coordinates, metadata. One thread at a time.
 *
 * <p>A data set takes each place once, and loses what comes for it later. Places are therefore remembered and checked: for
 * routines that return frames from the first frame on, for those that change frames in place once they have chosen a
 * coordinate all the same.
 */
final class FrameOutput {
  private static final String STATUS = "DruaStatus";
  private static final String ERROR = "DruaError";
  private static final String HASH = "DruaSourceHash";
  /** Characters of a message in the metadata: each frame carries one. */
  private static final int MOST_ERROR = 1_000;
  private static final String FITTED = "DruaFitted";
  private static final List<String> ROW_AXES =
      Collections.unmodifiableList(
          Arrays.asList(Coords.TIME_POINT, Coords.CHANNEL, Coords.Z_SLICE, Coords.STAGE_POSITION));

  private final DataManager data;
  private final ChannelPlan plan;
  private final RecordTable records;
  private final boolean kept;
  private final TakenPlaces places = new TakenPlaces();
  private boolean choosesPlaces;
  /** Form of the first frame that went out: what the data set takes from then on. */
  private int[] form = {};
  /** The text that the last frame's routine had, and whether it is another than the summary says. */
  private String lastHash = "";

  private boolean hashChanged;

  /**
   * Makes the output of one run.
   *
   * @param kept whether what goes out is kept in a data set: live frames all have one place
   */
  FrameOutput(DataManager data, ChannelPlan plan, RecordTable records, boolean kept) {
    this.data = data;
    this.plan = plan;
    this.records = records;
    this.kept = kept;
  }

  /** A frame on its way out. */
  static final class Made {
    final Image image;
    /** Whether nobody but the next receiver holds its pixels. */
    final boolean exclusive;

    Made(Image image, boolean exclusive) {
      this.image = image;
      this.exclusive = exclusive;
    }
  }

  /**
   * The frames that a call gave; none if the routine dropped its frame.
   *
   * @throws ConversionException if one is at a place that another frame has
   */
  List<Made> of(FrameCall call) {
    Map<?, ?> reply = call.reply();
    choosesPlaces |= !call.writes();
    if (call.hash() != lastHash) {
      lastHash = call.hash();
      hashChanged = !plan.hash().isEmpty() && !plan.hash().equals(lastHash);
    }
    if (reply == null && plan.isPlain() && call.isSameFrame() && !choosesPlaces && !hashChanged) {
      return Collections.singletonList(new Made(call.image(), call.isExclusive()));
    }
    Map<?, ?> said = reply == null ? Collections.emptyMap() : reply;
    addRows(call.image(), said.get("rows"));
    if (Boolean.TRUE.equals(said.get("drop"))) {
      return Collections.emptyList();
    }
    List<Made> made = said.get("images") instanceof List ? several(call, (List<?>) said.get("images"), said) : one(call, said);
    int[] taken = form.length > 0 || made.isEmpty() ? form : FittedFrame.formOf(made.get(0).image);
    for (Made frame : made) {
      check(call.image(), frame.image, taken);
    }
    return made;
  }

  /**
   * Refuses, with a reason, what a data set would refuse without one: it takes one size and type of frames, the axes of
   * its summary, and each place once.
   */
  private void check(Image input, Image frame, int[] taken) {
    if (!kept) {
      return;
    }
    if (plan.keepsRaw() && !FittedFrame.fits(frame, FittedFrame.formOf(input))) {
      throw new ConversionException(
          "Raw frames can't be kept beside results of another size or type: the frame is " + describe(input)
              + ", the result " + describe(frame) + ".",
          "Turn \"Keep raw\" off, or return frames like those that come in.");
    }
    // A camera that changed is not the routine's doing: its frames go on as they would without it.
    if (!FittedFrame.fits(frame, taken) && !FittedFrame.fits(frame, FittedFrame.formOf(input))) {
      throw new ConversionException(
          "The result is " + describe(frame) + ", the first frame of this run was " + FittedFrame.describe(taken)
              + "; a data set takes one size and type.",
          "Return frames of one size and type in one run.");
    }
    claim(frame.getCoords());
  }

  private static String describe(Image image) {
    return FittedFrame.describe(FittedFrame.formOf(image));
  }

  /** Says that the data set has taken frames of this form. */
  void wentOut(Image frame) {
    if (form.length == 0) {
      form = FittedFrame.formOf(frame);
    }
  }

  private void addRows(Image image, @Nullable Object rows) {
    if (!(rows instanceof List)) {
      return;
    }
    for (Object row : (List<?>) rows) {
      if (row instanceof Map) {
        Map<String, Object> cells = new LinkedHashMap<>();
        Coords coords = image.getCoords();
        for (String axis : ROW_AXES) {
          // Index 0 is no axis of its own in Micro-Manager; a table has a number in each line all the same.
          cells.put(axis, (long) coords.getIndex(axis));
        }
        for (String axis : coords.getAxes()) {
          cells.put(axis, (long) coords.getIndex(axis));
        }
        for (Map.Entry<?, ?> cell : ((Map<?, ?>) row).entrySet()) {
          cells.put(String.valueOf(cell.getKey()), cell.getValue());
        }
        records.add(cells);
      }
    }
  }

  private List<Made> one(FrameCall call, Map<?, ?> said) {
    Image image = call.image();
    Coords coords = coords(image.getCoords(), 0, null);
    Metadata metadata = written(image.getMetadata(), said);
    if (!call.isSameFrame()) {
      Image fresh =
          data.wrapImage(
              call.pixels(),
              image.getWidth(),
              image.getHeight(),
              image.getBytesPerPixel(),
              image.getNumComponents(),
              coords,
              metadata);
      return Collections.singletonList(new Made(fresh, true));
    }
    boolean changed = coords != image.getCoords() || metadata != image.getMetadata();
    return Collections.singletonList(
        new Made(changed ? image.copyWith(coords, metadata) : image, call.isExclusive()));
  }

  /** Metadata with the tags that Python wrote, and, after a reload, with the text that made the frame. */
  private Metadata written(Metadata metadata, Map<?, ?> said) {
    Object tags = said.get("tags");
    Map<Object, Object> all = new LinkedHashMap<>();
    if (tags instanceof Map) {
      all.putAll((Map<?, ?>) tags);
    }
    if (hashChanged) {
      all.put(HASH, lastHash);
    }
    return all.isEmpty() ? metadata : FrameBlocks.with(metadata, all);
  }

  private List<Made> several(FrameCall call, List<?> images, Map<?, ?> said) {
    if (images.size() > 1 && plan.outputs() > 0 && images.size() != plan.outputs()) {
      throw new ConversionException(
          "The routine gives " + images.size() + " frames for each; when this run began it was " + plan.outputs() + ".",
          "Start the run again: the channels of a data set are made at its beginning.");
    }
    List<Made> made = new ArrayList<>();
    Image input = call.image();
    Metadata shared = written(input.getMetadata(), said);
    for (int i = 0; i < images.size(); i++) {
      List<?> one = (List<?>) images.get(i);
      Metadata metadata = i == 0 ? shared : shared.copyBuilderWithNewUUID().build();
      if (one.get(2) instanceof Map) {
        metadata = FrameBlocks.with(metadata, (Map<?, ?>) one.get(2));
      }
      Map<?, ?> chosen = one.get(1) instanceof Map ? (Map<?, ?>) one.get(1) : null;
      Coords coords = coords(input.getCoords(), i, chosen);
      try (ImageBuffer pixels = (ImageBuffer) one.get(0)) {
        made.add(new Made(wrap(pixels, coords, metadata), true));
      }
    }
    return made;
  }

  private Image wrap(ImageBuffer pixels, Coords coords, Metadata metadata) {
    PixelKind kind = PixelKind.of(pixels);
    int height = (int) pixels.shape()[0];
    int width = (int) pixels.shape()[1];
    return data.wrapImage(pixels.toArray(), width, height, kind.bytesPerPixel(), kind.components(), coords, metadata);
  }

  private Coords coords(Coords input, int output, @Nullable Map<?, ?> chosen) {
    int channel = input.getIndex(Coords.CHANNEL);
    int mapped = plan.channelOf(channel, output);
    if (chosen == null && mapped == channel) {
      return input;
    }
    Coords.Builder builder = input.copyBuilder();
    if (mapped != channel || plan.outputs() > 0) {
      builder.index(Coords.CHANNEL, mapped);
    }
    if (chosen != null) {
      for (Map.Entry<?, ?> axis : chosen.entrySet()) {
        builder.index(known(String.valueOf(axis.getKey())), ((Number) axis.getValue()).intValue());
      }
      choosesPlaces = true;
    }
    return builder.build();
  }

  private String known(String axis) {
    if (!plan.hasAxis(axis)) {
      throw new ConversionException(
          "The routine gave a frame with the axis \"" + axis + "\"; the data set has " + plan.axes() + ".",
          "Use one of these, or name more channels with @processor(outputs=...).");
    }
    return axis;
  }

  private void claim(Coords place) {
    if (choosesPlaces && !places.take(place)) {
      throw new ConversionException(
          "The routine gave a second frame for " + place + "; a data set keeps the first, and loses the second.",
          "Give frames coordinates that no other frame has.");
    }
  }

  // -- Raw frames --

  /** Hands the raw frame on for its own channel, where raw frames are kept; false if there is no place for it. */
  boolean keepRaw(Image image, ProcessorContext context) {
    if (!kept || !plan.keepsRaw()) {
      return true;
    }
    int channel = plan.rawChannelOf(image.getCoords().getIndex(Coords.CHANNEL));
    if (channel < 0) {
      return false;
    }
    Coords coords = image.getCoords().copyBuilder().index(Coords.CHANNEL, channel).build();
    context.outputImage(image.copyWith(coords, image.getMetadata().copyBuilderWithNewUUID().build()));
    return true;
  }

  /** A result once more, for a later frame of live view, which takes frames with new UUIDs for new. */
  static Image again(Image result) {
    Map<String, Object> flags = Collections.<String, Object>singletonMap(STATUS, "result of an earlier frame");
    Metadata flagged = FrameBlocks.with(result.getMetadata(), flags);
    return result.copyWithMetadata(flagged.copyBuilderWithNewUUID().build());
  }

  /**
   * The raw frame in place of what the routine did not give, flagged in its metadata. Where results have another size or
   * type, it is fitted to theirs: their data set would take nothing else.
   */
  Image instead(Image image, String status, String message) {
    Map<String, Object> flags = new LinkedHashMap<>();
    flags.put(STATUS, status);
    if (!message.isEmpty()) {
      flags.put(ERROR, FailureReports.cut(message, MOST_ERROR));
    }
    Coords coords = coords(image.getCoords(), 0, null);
    if (kept && !FittedFrame.fits(image, form)) {
      flags.put(FITTED, "from " + describe(image) + " to " + FittedFrame.describe(form) + ", at the top left");
      Object pixels = FittedFrame.pixels(image, form);
      Metadata metadata = FrameBlocks.with(image.getMetadata(), flags);
      return data.wrapImage(pixels, form[0], form[1], form[2], form[3], coords, metadata);
    }
    try {
      return image.copyWith(coords, FrameBlocks.with(image.getMetadata(), flags));
    } catch (IllegalArgumentException noPixels) {
      // Micro-Manager copies no image without pixels; it goes on as it is rather than not at all.
      return image;
    }
  }
}
