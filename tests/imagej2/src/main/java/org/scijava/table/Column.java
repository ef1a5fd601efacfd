package org.scijava.table;

import java.util.List;
import org.scijava.util.Sizable;

/** A column of a table. */
public interface Column<T> extends List<T>, Sizable {
  /** Its header, or null. */
  String getHeader();

  /** Sets its header. */
  void setHeader(String header);

  /** The type of its cells. */
  Class<T> getType();
}
