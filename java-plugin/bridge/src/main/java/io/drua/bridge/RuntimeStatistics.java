package io.drua.bridge;

/** Counts that show a leak. The native ones are of the whole process. Immutable. */
public final class RuntimeStatistics {
  /** Bytes that the native side writes. */
  static final int BYTES = 72;

  private final long[] counts;
  private final long swept;

  RuntimeStatistics(long[] counts, long swept) {
    this.counts = counts.clone();
    this.swept = swept;
  }

  /** Python objects that Java holds. */
  public long handles() {
    return counts[0];
  }

  /** Lent off-heap memory that Python or Java still refers to. */
  public long owners() {
    return counts[1];
  }

  /** Native buffers in use for copies. */
  public long buffers() {
    return counts[2];
  }

  /** Bytes kept for the next copy. */
  public long pooledBytes() {
    return counts[3];
  }

  /** Pixels under way, as the borrow table sees them. */
  public long borrows() {
    return counts[4];
  }

  /** Python thread states kept for Java threads. */
  public long threads() {
    return counts[5];
  }

  /** Java functions that Python holds. */
  public long functions() {
    return counts[6];
  }

  /** Calls under way. */
  public long calls() {
    return counts[7];
  }

  /** Java objects that Python holds. */
  public long objects() {
    return counts[8];
  }

  /** Objects that nobody closed and the garbage collector found. */
  public long swept() {
    return swept;
  }

  @Override
  public String toString() {
    return "handles " + handles() + ", owners " + owners() + ", buffers " + buffers() + ", pooled bytes "
        + pooledBytes() + ", borrows " + borrows() + ", threads " + threads() + ", functions " + functions()
        + ", calls " + calls() + ", objects " + objects() + ", swept " + swept;
  }
}
