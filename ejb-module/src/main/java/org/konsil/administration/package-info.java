/**
 * What operators do with the whole deployment and administrators with their domain, beyond the
 * accounts that {@link org.konsil.org} keeps: domains, registration tokens, rooms, media. The
 * administration API calls it. Whoever acts is a {@link org.konsil.account.Requester} that {@link
 * org.konsil.administration.AdministrationScope} let into the domain, and each act is one audit row
 * of that domain. How things are stored and undone belongs to the capability that keeps them.
 */
package org.konsil.administration;
