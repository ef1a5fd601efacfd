/** Live Java collections over Python's containers. Programs make them with {@code PyObject.asList} and its sisters. */
package io.drua.bridge.views;
