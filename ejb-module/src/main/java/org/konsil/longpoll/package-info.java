/**
 * Requests that wait for news: they listen first, then read, then leave a callback and a timer
 * behind, and hold no thread, no connection and no transaction. Any capability that answers such
 * requests may call it; what is read, and what counts as news, is theirs.
 */
package org.konsil.longpoll;
