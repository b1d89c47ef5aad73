/**
 * Accounts, and the access and refresh tokens of their sessions. Doors turn a token into a {@link
 * org.konsil.account.Requester} here; every capability above may know it. How a user comes by a
 * session belongs to login; rooms, keys and what a user keeps with us do not belong here.
 */
package org.konsil.account;
