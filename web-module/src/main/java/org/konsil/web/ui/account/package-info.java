/**
 * The pages of the OAuth 2.0 API: signing a client in (/authorize), letting one in that has no
 * browser (/link), and what users do to their own account (/account). The first two know no
 * session: each sign-in is a password of its own, so a link from a client can never act for someone
 * who merely is signed in. Texts are those of the messenger.
 */
package org.konsil.web.ui.account;
