/**
 * Stands for {@code org.scijava:scijava-table}, which isn't on Maven Central: the part of its public interface that
 * Drua uses, over the arrays of scijava-common as in the original. For tests only.
 */
package org.scijava.table;
