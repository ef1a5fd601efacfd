package net.imagej;

import net.imglib2.type.Type;
import net.imglib2.type.numeric.RealType;
import org.scijava.service.AbstractService;

/** Makes datasets; the tests ask for it by its class, so that no context finds it by itself. */
public class DefaultDatasetService extends AbstractService implements DatasetService {
  @Override
  @SuppressWarnings("unchecked")
  public <T extends Type<T>> Dataset create(ImgPlus<T> pixels) {
    if (!(pixels.firstElement() instanceof RealType)) {
      throw new IllegalArgumentException("pixels of no RealType");
    }
    return new DefaultDataset(getContext(), (ImgPlus<? extends RealType<?>>) (ImgPlus<?>) pixels);
  }
}
