package org.konsil.administration;

import org.konsil.org.OrgFigures;

/**
 * A domain in numbers.
 *
 * @param rooms how many rooms its users are joined to
 * @param mediaBytes what their uploads take, without thumbnails
 */
public record DomainStatistics(OrgFigures accounts, long rooms, long mediaBytes) {}
