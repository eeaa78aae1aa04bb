// The form tried out on the desk: conditions and rows as for applicants, nothing kept.
import { conditions } from "./conditions.js";

conditions(document.getElementById("try"));
