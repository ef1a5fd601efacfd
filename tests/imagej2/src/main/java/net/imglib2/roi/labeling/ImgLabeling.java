package net.imglib2.roi.labeling;

import java.util.List;
import java.util.Set;
import net.imglib2.AbstractWrappedInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;

/** Labels of pixels: an image of indices, and the set of labels for each index. */
public class ImgLabeling<T, I extends IntegerType<I>> extends AbstractWrappedInterval<RandomAccessibleInterval<I>> {
  private final LabelingMapping<T> mapping;

  public ImgLabeling(RandomAccessibleInterval<I> img) {
    super(img);
    mapping = new LabelingMapping<T>(img.getType());
  }

  public static <T, I extends IntegerType<I>> ImgLabeling<T, I> fromImageAndLabelSets(
      RandomAccessibleInterval<I> img, List<Set<T>> labelSets) {
    ImgLabeling<T, I> made = new ImgLabeling<T, I>(img);
    made.getMapping().setLabelSets(labelSets);
    return made;
  }

  public LabelingMapping<T> getMapping() {
    return mapping;
  }

  public RandomAccessibleInterval<I> getIndexImg() {
    return sourceInterval;
  }
}
