package org.konsil.onetimekey;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What a device is told about its own keys at each sync.
 *
 * @param oneTimeKeys unclaimed keys by algorithm; the usual algorithm is always named
 * @param unusedFallbackTypes algorithms whose fallback key nobody has been given yet
 */
public record KeyCounts(Map<String, Integer> oneTimeKeys, List<String> unusedFallbackTypes) {

  /** Adds both to the body of an answer, by the names that a sync has for them. */
  public void putInto(ObjectNode body) {
    ObjectNode counts = body.putObject("device_one_time_keys_count");
    oneTimeKeys.forEach(counts::put);
    ArrayNode fallback = body.putArray("device_unused_fallback_key_types");
    unusedFallbackTypes.forEach(fallback::add);
  }
}
