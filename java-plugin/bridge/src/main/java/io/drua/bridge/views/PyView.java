package io.drua.bridge.views;

import io.drua.bridge.PyObject;

/** A Java collection that is a Python container: Python gets the container itself where the view is passed. */
public interface PyView {
  /** The container, which belongs to whoever made the view. */
  PyObject pythonObject();
}
