package io.drua.crosslang.java.samples;

/** Constants with bodies are of classes of their own. */
public enum Planet {
  EARTH {
    @Override
    public int moons() {
      return 1;
    }
  },
  MARS(2),
  VENUS;

  private final int moons;

  Planet() {
    this(0);
  }

  Planet(int moons) {
    this.moons = moons;
  }

  public int moons() {
    return moons;
  }

  public static Planet same(Planet planet) {
    return planet;
  }

  public static String describe(Planet planet) {
    switch (planet) {
      case EARTH:
        return "blue";
      case MARS:
        return "red";
      default:
        return "other";
    }
  }
}
