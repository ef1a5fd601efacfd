package org.micromanager.data;

import java.util.List;

/** The place of an image in a dataset: axes and indices from 0. An axis at index 0 is the same as no such axis. */
public interface Coords {
  String TIME_POINT = "time";
  String T = TIME_POINT;
  String STAGE_POSITION = "position";
  String P = STAGE_POSITION;
  String Z_SLICE = "z";
  String Z = Z_SLICE;
  String CHANNEL = "channel";
  String C = CHANNEL;

  /** Makes coordinates; an index of 0 or less removes the axis. */
  interface Builder extends CoordsBuilder {
    @Override
    Coords build();

    Builder channel(int channel);

    Builder c(int channel);

    Builder timePoint(int timePoint);

    Builder t(int timePoint);

    Builder zSlice(int slice);

    Builder z(int slice);

    Builder stagePosition(int index);

    Builder p(int index);

    /**
     * Sets the index on an axis.
     *
     * @throws IllegalArgumentException if the name isn't a letter, followed by letters, digits and "_"
     */
    Builder index(String axis, int index);

    Builder removeAxis(String axis);
  }

  /** What {@link Builder} comes from; of no other use. */
  interface CoordsBuilder {
    Coords build();
  }

  /** The index on an axis; 0 if there is none. */
  int getIndex(String axis);

  int getChannel();

  int getC();

  int getTimePoint();

  int getT();

  int getZSlice();

  int getZ();

  int getStagePosition();

  int getP();

  /** The axes with an index above 0, sorted by name. */
  List<String> getAxes();

  boolean hasAxis(String axis);

  Builder copyBuilder();

  Coords copyRemovingAxes(String... axes);

  Coords copyRetainingAxes(String... axes);
}
