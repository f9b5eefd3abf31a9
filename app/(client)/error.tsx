"use client";

import PageFailed from "../error.tsx";

/** The same words as everywhere, below the header. */
export default PageFailed;
