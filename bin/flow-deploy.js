#!/usr/bin/env node
import('./launch.js').then(({ launch }) => launch('flow-deploy'))
