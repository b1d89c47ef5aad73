package org.konsil.administration;

import java.util.List;

/**
 * A part of a list.
 *
 * @param first how many were left out before the items
 * @param total how many there are in all
 */
public record Page<T>(List<T> items, int first, long total) {
  /** The most that is given at once. */
  public static final int LARGEST = 200;
}
