package org.konsil.core.push;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A glob-style pattern: {@code *} matches zero or more characters, {@code ?} exactly one; letters
 * match without regard to case. Matrix appendices, "Glob-style matching".
 *
 * <p>Users choose patterns and strangers choose texts, so nothing here may backtrack
 * (CVE-2021-29471). The pattern runs as a nondeterministic automaton whose set of states is one bit
 * row: each character of the text costs one shift over that row, at most {@value #MAX_LENGTH} bits.
 */
public final class Glob {

  /** Longest pattern that can match, in characters; a longer one matches nothing. */
  public static final int MAX_LENGTH = 1024;

  private enum Scope {
    WHOLE,
    WORD
  }

  private final Scope scope;

  /** The pattern without its stars, case folded; -1 stands for {@code ?}. */
  private final int[] tokens;

  /** Bit i: a star stands before token i (or at the end, for i = tokens.length). */
  private final long[] stars;

  private final boolean tooLong;
  private final boolean literal;

  private Glob(Scope scope, String pattern, boolean wildcards) {
    this.scope = scope;
    int[] points = pattern.length() > MAX_LENGTH ? new int[0] : fold(pattern);
    int[] kept = new int[points.length];
    int length = 0;
    boolean plain = true;
    long[] starBits = new long[points.length / 64 + 1];
    for (int point : points) {
      if (wildcards && point == '*') {
        starBits[length / 64] |= 1L << length % 64;
        plain = false;
      } else {
        boolean any = wildcards && point == '?';
        kept[length++] = any ? -1 : point;
        plain &= !any;
      }
    }
    this.tooLong = pattern.length() > MAX_LENGTH;
    this.tokens = Arrays.copyOf(kept, length);
    this.stars = Arrays.copyOf(starBits, length / 64 + 1);
    this.literal = plain;
  }

  /** A pattern that must match a whole value. */
  public static Glob whole(String pattern) {
    return new Glob(Scope.WHOLE, pattern, true);
  }

  /**
   * A pattern that must match some part of a text which starts and ends at a word boundary: the
   * start or end of the text, or any character other than {@code A-Z}, {@code a-z}, {@code 0-9} and
   * {@code _}.
   */
  public static Glob word(String pattern) {
    return new Glob(Scope.WORD, pattern, true);
  }

  /** As {@link #word}, with {@code *} and {@code ?} meaning themselves. */
  public static Glob literalWord(String text) {
    return new Glob(Scope.WORD, text, false);
  }

  /** Whether the text matches; time is linear in the text's length. */
  public boolean matches(String text) {
    if (tooLong) {
      return false;
    }
    int[] points = fold(text);
    if (scope == Scope.WORD) {
      return run(points, true);
    }
    return literal ? Arrays.equals(points, tokens) : run(points, false);
  }

  private boolean run(int[] text, boolean words) {
    Map<Integer, long[]> masks = masks();
    long[] others = masks.get(-1);
    long[] states = new long[stars.length];
    for (int i = 0; i <= text.length; i++) {
      if (i == 0 || words && !isWord(text[i - 1])) {
        states[0] |= 1;
      }
      boolean mayEnd = i == text.length || words && !isWord(text[i]);
      if (mayEnd && accepts(states)) {
        return true;
      }
      if (i < text.length) {
        step(states, masks.getOrDefault(text[i], others));
      }
    }
    return false;
  }

  private boolean accepts(long[] states) {
    return (states[tokens.length / 64] >>> tokens.length % 64 & 1) != 0;
  }

  /** Advances every state by one character: over its token, or staying put under a star. */
  private void step(long[] states, long[] mask) {
    long carry = 0;
    for (int w = 0; w < states.length; w++) {
      long moved = states[w] & mask[w];
      long stayed = states[w] & stars[w];
      states[w] = moved << 1 | carry | stayed;
      carry = moved >>> 63;
    }
  }

  /** For each character of the pattern the bits of the tokens it satisfies; -1 for all others. */
  private Map<Integer, long[]> masks() {
    long[] any = new long[stars.length];
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] == -1) {
        any[i / 64] |= 1L << i % 64;
      }
    }
    Map<Integer, long[]> masks = new HashMap<>();
    masks.put(-1, any);
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] != -1) {
        masks.computeIfAbsent(tokens[i], key -> any.clone())[i / 64] |= 1L << i % 64;
      }
    }
    return masks;
  }

  private static boolean isWord(int point) {
    return point >= 'a' && point <= 'z'
        || point >= 'A' && point <= 'Z'
        || point >= '0' && point <= '9'
        || point == '_';
  }

  private static int[] fold(String text) {
    return text.codePoints().map(p -> Character.toLowerCase(Character.toUpperCase(p))).toArray();
  }
}
