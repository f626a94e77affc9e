/**
 * Carries the number of a request from the door of the web server to the code behind it; what a visitor writes under this name never gets through.
 * Plain JavaScript, because the web server runs without a compiler.
 */
export const requestHeader = 'x-buurtfocus-request'
