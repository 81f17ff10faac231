/** Members of a list written with bars. @param {string} text @returns {string[]} */
export const words = (text) =>
  text
    .trim()
    .split(/\s*[|\n]\s*/)
    .filter(Boolean);
