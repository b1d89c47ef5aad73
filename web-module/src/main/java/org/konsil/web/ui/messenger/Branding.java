package org.konsil.web.ui.messenger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An organisation's colours: the only thing of the pages' look that it may change. Whatever else a
 * style sheet of theirs says is left out, and colours on which text could not be read are refused.
 *
 * @param colours token to colour, such as "--brand" to "#0e6470"
 */
record Branding(Map<String, String> colours) {

  /** WCAG 2.2, 1.4.3: contrast of text at the least. */
  private static final double READABLE = 4.5;

  private static final Pattern DECLARATION =
      Pattern.compile("(--brand[a-z-]*)\\s*:\\s*(#[0-9a-fA-F]{6})\\s*;");
  private static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("--brand", "#0e6470"),
          Map.entry("--brand-night", "#74c5cf"),
          Map.entry("--brand-on", "#ffffff"),
          Map.entry("--brand-on-night", "#04262b"),
          Map.entry("--brand-soft", "#d9ecee"),
          Map.entry("--brand-soft-night", "#17383e"),
          Map.entry("--brand-on-soft", "#0a444d"),
          Map.entry("--brand-on-soft-night", "#bfe6ea"),
          Map.entry("--brand-rail", "#0b4049"),
          Map.entry("--brand-rail-night", "#0c1214"),
          Map.entry("--brand-own", "#d8edec"),
          Map.entry("--brand-own-night", "#1b4147"));

  /** Text and what it stands on: tokens of the organisation, or colours of the design. */
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("--brand", "#ffffff"),
          List.of("--brand-night", "#161e21"),
          List.of("--brand-on", "--brand"),
          List.of("--brand-on-night", "--brand-night"),
          List.of("--brand-on-soft", "--brand-soft"),
          List.of("--brand-on-soft-night", "--brand-soft-night"),
          List.of("#ffffff", "--brand-rail"),
          List.of("#dbe4e4", "--brand-rail-night"),
          List.of("#16242a", "--brand-own"),
          List.of("#dbe4e4", "--brand-own-night"));

  /** Reads a style sheet; empty when it sets no colour of ours or text would be hard to read. */
  static Optional<Branding> parse(String css) {
    Map<String, String> colours = new LinkedHashMap<>();
    Matcher declaration = DECLARATION.matcher(css);
    while (declaration.find()) {
      if (OURS.containsKey(declaration.group(1))) {
        colours.put(declaration.group(1), declaration.group(2).toLowerCase());
      }
    }
    Branding branding = new Branding(colours);
    return colours.isEmpty() || !branding.isReadable() ? Optional.empty() : Optional.of(branding);
  }

  private boolean isReadable() {
    return PAIRS.stream()
        .allMatch(pair -> contrast(colour(pair.get(0)), colour(pair.get(1))) >= READABLE);
  }

  private String colour(String name) {
    return name.startsWith("#") ? name : colours.getOrDefault(name, OURS.get(name));
  }

  /** The style sheet that follows tokens.css. */
  String css() {
    StringBuilder css = new StringBuilder(":root {\n");
    colours.forEach((name, value) -> css.append("  " + name + ": " + value + ";\n"));
    return css.append("}\n").toString();
  }

  /** WCAG's contrast of two colours, 1 to 21. */
  static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
  }

  private static double part(String colour, int from) {
    double value = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
