"use client";

import PageFailed from "../error.tsx";

/** The same words as everywhere, below the studio's header. */
export default PageFailed;
