import * as z from "zod";

// Zod tries eval when it makes a schema, and the page's policy reports every try: this comes before any schema.
z.config({ jitless: true });
