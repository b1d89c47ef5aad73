/**
 * Who may call: accounts, log-in, access and refresh tokens, user-interactive authentication and
 * the data that an account keeps with us. Doors turn a token into a {@link
 * org.konsil.account.Requester} here; every capability above may know it. Rooms and keys do not
 * belong here.
 */
package org.konsil.account;
