package org.micromanager.data;

import org.micromanager.MMEvent;

/** An image was added to a dataset; posted to those who registered with it. */
public interface DataProviderHasNewImageEvent extends MMEvent {
  Image getImage();

  Coords getCoords();

  DataProvider getDataProvider();
}
