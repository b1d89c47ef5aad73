/**
 * How people come in: log-in, registration and user-interactive authentication, log-in and OpenID
 * tokens, and what users do to their own accounts. Doors call it, and whoever asks for a proof of
 * identity. Accounts and the tokens of sessions belong to account.
 */
package org.konsil.login;
