package org.konsil.participation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Body of upgradeRoom. */
public record UpgradeRoomRequest(
    @JsonProperty("new_version") String newVersion,
    @JsonProperty("additional_creators") List<String> additionalCreators) {}
