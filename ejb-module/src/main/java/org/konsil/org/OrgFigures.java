package org.konsil.org;

/**
 * A domain in numbers.
 *
 * @param active accounts that can be used
 * @param locked accounts that are locked
 * @param suspended accounts that may only read
 * @param administrators active administrators
 * @param openReports reports that nobody has handled yet
 */
public record OrgFigures(
    long active, long locked, long suspended, long administrators, long openReports) {}
