package org.konsil.onetimekey;

import java.util.List;
import java.util.Map;

/**
 * What a device is told about its own keys at each sync.
 *
 * @param oneTimeKeys unclaimed keys by algorithm; the usual algorithm is always named
 * @param unusedFallbackTypes algorithms whose fallback key nobody has been given yet
 */
public record KeyCounts(Map<String, Integer> oneTimeKeys, List<String> unusedFallbackTypes) {}
