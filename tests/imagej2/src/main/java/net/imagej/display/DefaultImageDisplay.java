package net.imagej.display;

import java.util.ArrayList;
import java.util.List;

/** A display of some data, the first one in front. */
public class DefaultImageDisplay extends ArrayList<DataView> implements ImageDisplay {
  private static final long serialVersionUID = 1;

  public DefaultImageDisplay(List<?> data) {
    for (Object shown : data) {
      add(() -> shown);
    }
  }

  @Override
  public DataView getActiveView() {
    return isEmpty() ? null : get(0);
  }
}
