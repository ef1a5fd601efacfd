package io.drua.bridge;

import java.io.File;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Where the interpreter, the native libraries and the caches are. Immutable; everything is optional. */
public final class PythonConfig {
  /** Folders of this jar with the Python package, the second where another jar took this one's classes in. */
  private static final String[] PACKAGES = {"drua-package", "drua-python"};

  @Nullable private final Path python;
  @Nullable private final Path applicationDirectory;
  @Nullable private final Path nativeDirectory;
  @Nullable private final Path cacheDirectory;
  @Nullable private final Path managedEnvironment;
  private final List<Path> pythonPath;

  private PythonConfig(Builder builder) {
    python = builder.python;
    applicationDirectory = builder.applicationDirectory;
    nativeDirectory = builder.nativeDirectory;
    cacheDirectory = builder.cacheDirectory;
    managedEnvironment = builder.managedEnvironment;
    pythonPath = Collections.unmodifiableList(new ArrayList<Path>(builder.pythonPath));
  }

  /** Starts with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What the system properties say, for programs that have no settings of their own: {@code drua.python}, the
   * interpreter; {@code drua.home}, a folder of ImageJ or Fiji; {@code drua.managed.env}; {@code drua.python.path}, folders
   * separated as in a class path; the bridge itself reads {@code drua.native.dir} and {@code drua.cache.dir}. Without
   * {@code drua.python.path}, the package {@code drua} is the one that this jar carries.
   *
   * @throws NativeLibraryException if that can't be written into the cache
   */
  public static PythonConfig ofSystemProperties() {
    Path cache = CacheDirectory.standard();
    List<Path> packages = paths("drua.python.path");
    for (int i = 0; packages.isEmpty() && i < PACKAGES.length; i++) {
      Path shipped = ShippedFiles.extract(PythonConfig.class, PACKAGES[i], cache);
      if (shipped != null) {
        packages.add(shipped.resolve("python"));
      }
    }
    return builder()
        .python(path("drua.python"))
        .applicationDirectory(path("drua.home"))
        .managedEnvironment(path("drua.managed.env"))
        .cacheDirectory(cache)
        .pythonPath(packages)
        .build();
  }

  @Nullable
  private static Path path(String property) {
    List<Path> all = paths(property);
    return all.isEmpty() ? null : all.get(0);
  }

  private static List<Path> paths(String property) {
    List<Path> paths = new ArrayList<Path>();
    for (String part : System.getProperty(property, "").split(Pattern.quote(File.pathSeparator))) {
      if (!part.trim().isEmpty()) {
        paths.add(Paths.get(part.trim()));
      }
    }
    return paths;
  }

  /** The interpreter to use, instead of searching one. */
  @Nullable
  public Path python() {
    return python;
  }

  /** Folder of ImageJ or Fiji, for its {@code lib} folder and its own setting of Python. */
  @Nullable
  public Path applicationDirectory() {
    return applicationDirectory;
  }

  /** Folder with the native libraries, searched before every other place. */
  @Nullable
  public Path nativeDirectory() {
    return nativeDirectory;
  }

  /** Folder for what can be made again: extracted libraries, probes, manifests. */
  @Nullable
  public Path cacheDirectory() {
    return cacheDirectory;
  }

  /** Folder of the virtual environment that Drua made itself. */
  @Nullable
  public Path managedEnvironment() {
    return managedEnvironment;
  }

  /** Folders that stand first on Python's {@code sys.path}; one contains the package {@code drua}. */
  public List<Path> pythonPath() {
    return pythonPath;
  }

  /** Collects the settings. Not for several threads at once. */
  public static final class Builder {
    @Nullable private Path python;
    @Nullable private Path applicationDirectory;
    @Nullable private Path nativeDirectory;
    @Nullable private Path cacheDirectory;
    @Nullable private Path managedEnvironment;
    private List<Path> pythonPath = Collections.emptyList();

    private Builder() {}

    /** The interpreter to use. */
    public Builder python(@Nullable Path value) {
      python = value;
      return this;
    }

    /** Folder of ImageJ or Fiji. */
    public Builder applicationDirectory(@Nullable Path value) {
      applicationDirectory = value;
      return this;
    }

    /** Folder with the native libraries. */
    public Builder nativeDirectory(@Nullable Path value) {
      nativeDirectory = value;
      return this;
    }

    /** Folder for caches. */
    public Builder cacheDirectory(@Nullable Path value) {
      cacheDirectory = value;
      return this;
    }

    /** Folder of Drua's own virtual environment. */
    public Builder managedEnvironment(@Nullable Path value) {
      managedEnvironment = value;
      return this;
    }

    /** Folders to put first on {@code sys.path}. */
    public Builder pythonPath(List<Path> value) {
      pythonPath = Objects.requireNonNull(value, "pythonPath");
      return this;
    }

    /** Makes the configuration. */
    public PythonConfig build() {
      return new PythonConfig(this);
    }
  }
}
