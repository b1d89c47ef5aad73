/**
 * What every REST request passes: the applications and their resource classes, the token filter,
 * JSON reading and writing, the one error mapper, headers. Resources may use {@link
 * org.konsil.web.http.CurrentRequest} and {@link org.konsil.web.http.AccessToken}. No rule of
 * Matrix belongs here.
 */
package org.konsil.web.http;
