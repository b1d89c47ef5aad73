package org.konsil.core.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lunc?*  | Lunch plans       | true",
        "lunc?*  | LUNCH             | true",
        "lunc?*  | ' lunch'          | false",
        "lunc?*  | lunc              | false",
        "''      | ''                | true",
        "''      | a                 | false",
        "*       | ''                | true",
        "*       | anything          | true",
        "**      | x                 | true",
        "?       | ''                | false",
        "?       | 😀                | true",
        "??      | 😀                | false",
        "a*b*c   | a---b---c         | true",
        "a*b*c   | a---c---b         | false",
        "*b      | aab               | true",
        "*b      | aba               | false",
        "*ab*    | xxaabxx           | true",
        "a.c     | abc               | false",
        "a[b]c   | abc               | false",
        "(a      | (a                | true",
        "ÄRZTE   | ärzte             | true",
        "a*a     | a                 | false",
        "m.room.message | M.ROOM.Message | true",
        "m.room.message | m.room.messages | false",
      })
  void matchesWholeValues(String pattern, String text, boolean expected) {
    assertThat(Glob.whole(pattern).matches(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ex*ple  | An example event.          | true",
        "ex*ple  | exple                      | true",
        "ex*ple  | An exciting triple-whammy  | true",
        "ex*ple  | An examples event.         | false",
        "ex*ple  | Anexample event.           | false",
        "cake    | I like cake                | true",
        "cake    | cake!                      | true",
        "cake    | Kuchen(CAKE)               | true",
        "cake    | cakes                      | false",
        "cake    | pancake                    | false",
        "cake    | cake_                      | false",
        "cake    | cake2                      | false",
        "cake    | pancake cake               | true",
        "cake    | cakes and cake             | true",
        "cake    | äcake                      | true",
        "c?ke    | a coke, please             | true",
        "@room   | @room                      | true",
        "@room   | hey @room: look            | true",
        "@room   | mail@room                  | false",
        "*       | anything                   | true",
        "*       | ''                         | true",
      })
  void matchesWords(String pattern, String text, boolean expected) {
    assertThat(Glob.word(pattern).matches(text)).isEqualTo(expected);
  }

  @Test
  void literalWordsHaveNoWildcards() {
    assertThat(Glob.literalWord("A*").matches("all a* here")).isTrue();
    assertThat(Glob.literalWord("A*").matches("all abc here")).isFalse();
    assertThat(Glob.literalWord("wh?").matches("who")).isFalse();
    assertThat(Glob.literalWord("Müller, Eva").matches("hallo müller, eva!")).isTrue();
  }

  @Test
  void patternsCrossTheWordsOfTheBitRow() {
    for (int length : new int[] {62, 63, 64, 65, 127, 128, 129, 500, 1022}) {
      String pattern = "*" + "a".repeat(length) + "?";
      assertThat(Glob.whole(pattern).matches("b" + "a".repeat(length + 3))).isTrue();
      assertThat(Glob.whole(pattern).matches("a".repeat(length - 1) + "b")).isFalse();
      assertThat(Glob.whole(pattern.substring(1)).matches("a".repeat(length + 1))).isTrue();
      assertThat(Glob.whole(pattern.substring(1)).matches("a".repeat(length + 2))).isFalse();
    }
  }

  @Test
  void aPatternBeyondTheLimitMatchesNothing() {
    assertThat(Glob.whole("*".repeat(Glob.MAX_LENGTH)).matches("x")).isTrue();
    assertThat(Glob.whole("*".repeat(Glob.MAX_LENGTH + 1)).matches("x")).isFalse();
    assertThat(Glob.word("a".repeat(2000)).matches("a".repeat(2000))).isFalse();
  }

  /** CVE-2021-29471: what takes a backtracking matcher years takes moments. */
  @ParameterizedTest
  @ValueSource(
      strings = {"*a*a*a*a*", "*a*a*a*a*b", "a*a*a*a*a*a*a*a*a*a*b", "?*?*?*?*?*?*?*b", "*?a?*?b"})
  void hostilePatternsTakeLinearTime(String pattern) {
    String text = "a".repeat(64 * 1024);
    boolean expected = pattern.equals("*a*a*a*a*");
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertThat(Glob.whole(pattern).matches(text)).isEqualTo(expected);
          assertThat(Glob.word(pattern).matches(text)).isEqualTo(expected);
        });
  }

  @Test
  void theLongestPatternOnTheLongestText() {
    String pattern = "*a?".repeat(Glob.MAX_LENGTH / 3) + "b";
    String text = "a".repeat(64 * 1024);
    assertTimeout(
        Duration.ofSeconds(10), () -> assertThat(Glob.whole(pattern).matches(text)).isFalse());
  }

  /** The plain recursive definition, fast enough for short inputs. */
  private static boolean model(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    return switch (pattern.charAt(0)) {
      case '*' -> model(rest, text) || !text.isEmpty() && model(pattern, text.substring(1));
      case '?' -> !text.isEmpty() && model(rest, text.substring(1));
      default -> text.startsWith(pattern.substring(0, 1)) && model(rest, text.substring(1));
    };
  }

  private static boolean wordModel(String pattern, String text) {
    for (int from = 0; from <= text.length(); from++) {
      for (int to = from; to <= text.length(); to++) {
        boolean start = from == 0 || text.charAt(from - 1) == ' ';
        boolean end = to == text.length() || text.charAt(to) == ' ';
        if (start && end && model(pattern, text.substring(from, to))) {
          return true;
        }
      }
    }
    return false;
  }

  @Property
  void agreesWithTheDefinition(
      @ForAll
          @CharRange(from = 'a', to = 'b')
          @CharRange(from = '*', to = '*')
          @CharRange(from = '?', to = '?')
          @StringLength(max = 7)
          String pattern,
      @ForAll
          @CharRange(from = 'a', to = 'b')
          @CharRange(from = ' ', to = ' ')
          @StringLength(max = 9)
          String text) {
    assertThat(Glob.whole(pattern).matches(text)).isEqualTo(model(pattern, text));
    assertThat(Glob.word(pattern).matches(text)).isEqualTo(wordModel(pattern, text));
  }
}
