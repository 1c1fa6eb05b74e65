import { TabsArray } from '../templates/tabs-array.tsx'
import { TabsObject } from '../templates/tabs-object.tsx'

export const PARTS = { fields: {}, templates: { TabsArray, TabsObject }, widgets: {} }
