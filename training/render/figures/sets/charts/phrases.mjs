/** Question grammars of charts. */

export const X_AXIS = [
  "{What|Which label} {is|stands} {on|at|below} the {x axis|x-axis|horizontal axis|bottom axis}?",
  "{What|How} is the {x axis|x-axis|horizontal axis} {labelled|labeled|titled|called}?",
  "{Label|title} of the {x axis|horizontal axis}?",
  "What does the {x axis|x-axis|horizontal axis} {show|represent|measure}?",
  "{Read|Give} the {x axis|horizontal axis} {label|title}.",
  "x axis?",
];

export const Y_AXIS = [
  "{What|Which label} {is|stands} {on|at|beside} the {y axis|y-axis|vertical axis|left axis}?",
  "{What|How} is the {y axis|y-axis|vertical axis} {labelled|labeled|titled|called}?",
  "{Label|title} of the {y axis|vertical axis}?",
  "What does the {y axis|y-axis|vertical axis} {show|represent|measure}?",
  "{Read|Give} the {y axis|vertical axis} {label|title}.",
  "y axis?",
];

export const UNIT = [
  "{In which|What} unit {are the values|is it measured|is the axis}{| given}?",
  "{unit|Which unit is used}?",
  "What are the units{| of the value axis}?",
  "In what are the values {measured|given|expressed}?",
];

export const LEGEND = [
  "{What|Which entries} {is|are|does} {in the legend|the legend list|the legend show}?",
  "{Which|What} {series|groups|things} are {shown|compared|plotted}?",
  "{List|Name|Read} the legend{| entries}.",
  "legend?",
  "What do the colours {mean|stand for}?",
  "What {is|are} compared here?",
];

export const HIGHEST = [
  "{Which|What} {category|bar|one|entry|} {is|has} the {highest|largest|biggest|greatest}{| value}?",
  "{Who|What} {leads|comes out on top|ranks first}?",
  "{Which|What} has the {most|highest number|highest value|maximum}?",
  "Where is the {value|number|bar} {highest|largest|biggest}?",
  "{highest|largest|top} {value|category|bar}?",
  "{Name|Find} the {highest|largest|tallest} {bar|category|value}.",
  "What is the maximum?",
];

export const LOWEST = [
  "{Which|What} {category|bar|one|entry|} {is|has} the {lowest|smallest|least}{| value}?",
  "{Who|What} {comes last|is at the bottom|ranks last}?",
  "{Which|What} has the {fewest|lowest number|lowest value|minimum}?",
  "Where is the {value|number|bar} {lowest|smallest}?",
  "{lowest|smallest} {value|category|bar}?",
  "{Name|Find} the {lowest|smallest|shortest} {bar|category|value}.",
  "What is the minimum?",
];

export const PEAK = [
  "{When|Where} {is|was} the {peak|maximum|highest point|highest value}?",
  "{When|Where} does the {line|curve|value} {peak|reach its maximum}?",
  "{Which|What} {year|month|period|point} has the highest value?",
  "In which period is the value {highest|largest}?",
  "peak?",
];

export const TROUGH = [
  "{When|Where} {is|was} the {minimum|lowest point|lowest value}?",
  "{When|Where} does the {line|curve|value} reach its minimum?",
  "{Which|What} {year|month|period|point} has the lowest value?",
  "In which period is the value {lowest|smallest}?",
];

export const MOST_VALUE = [
  "{What|How high} is the {highest|largest|maximum|top} value?",
  "What {value|number} does the {highest|tallest|longest} bar {have|show}?",
  "How {much|many} does the top category have?",
];

export const VALUE = [
  "{What|Which} {is the |}{value|number|figure} {of|for|does the chart give for|belongs to} %x?",
  "How {much|many|high|large} {is|for|does the chart show for} %x?",
  "What is the {value|number} {above|at|on|next to} the bar {of|for} %x?",
  "{Value|number|figure} {of|for} %x?",
  "%x?",
  "What does %x {have|reach|show|come to}?",
  "Read the value {of|for} %x.",
  "What number is shown for %x?",
];

export const SERIES_VALUE = [
  "What is the {value|number} of %s {in|for|at} %x?",
  "{How much|How many|What} does %s {have|reach|show} {in|for} %x?",
  "%s {in|for} %x?",
  "{Value|number} of %s {at|for} %x?",
  "Read the value of %s in the group %x.",
  "In %x, what is the {number|value} {for|of} %s?",
];

export const VALUE_OF = [
  "{Which|What} {category|bar|entry} {has|shows} {the value |}%v?",
  "{Who|What} {has|reached} %v?",
  "To {which|what} {category|bar} does %v belong?",
  "%v belongs to {which bar|what|which category}?",
  "Where do we {see|find} {the value |}%v?",
];
