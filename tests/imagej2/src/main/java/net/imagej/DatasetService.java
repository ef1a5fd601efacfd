package net.imagej;

import net.imglib2.type.Type;
import org.scijava.service.Service;

/** Makes datasets. */
public interface DatasetService extends Service {
  <T extends Type<T>> Dataset create(ImgPlus<T> pixels);
}
