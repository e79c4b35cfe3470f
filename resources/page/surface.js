// Draws the surfaces of a page on canvases: the painter's algorithm over a grid, whose squares need no sorting, since from
// any side the rows and the columns can be drawn from the far end to the near one.
'use strict';
(function () {
    const QUICK = 12000;

    function share(scale, loss) {
        if (!Number.isFinite(loss) || scale.log && loss <= 0) return NaN;
        if (scale.low === scale.high) return 0.5;
        const s = scale.log ? (Math.log(loss) - Math.log(scale.low)) / (Math.log(scale.high) - Math.log(scale.low))
            : (loss - scale.low) / (scale.high - scale.low);
        return Math.min(1, Math.max(0, s));
    }

    function digits(value) {
        if (!Number.isFinite(value)) return String(value);
        const size = Math.abs(value);
        return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(4) : String(Number(value.toPrecision(6)));
    }

    function start(root) {
        const data = JSON.parse(root.querySelector('script').textContent);
        const numbers = list => list.map(v => v === null ? NaN : Number(v));
        // What heights and colours show; where nothing is said of colours they show the same.
        const shown = quantity => {
            const values = quantity.values ? numbers(quantity.values) : loss;
            return {title: quantity.title, name: quantity.name, scale: quantity.scale, own: Boolean(quantity.values),
                values, shares: values.map(v => share(quantity.scale, v))};
        };
        const loss = numbers(data.loss), errors = numbers(data.loss_se);
        const accuracy = data.accuracy ? numbers(data.accuracy) : null;
        const nx = data.alpha.length, ny = data.beta.length;
        const heights = shown(data.height), colors = data.color ? shown(data.color) : heights;
        // A hole where there is nothing that the colours could show.
        const shares = heights.shares.map((s, c) => Number.isNaN(colors.shares[c]) ? NaN : s);
        const canvas = root.querySelector('canvas'), pen = canvas.getContext('2d');
        const value = root.querySelector('.value');
        const box = data.box, home = {azimuth: box.azimuth, elevation: box.elevation, zoom: 1};
        const view = Object.assign({}, home);
        let cursor = null, hover = null, frame = 0, dragging = false, points = null;

        const along = (axis, v) => (v - axis[0]) / (axis[axis.length - 1] - axis[0]);
        const height = s => box.floor + (1 - box.floor) * s;
        function shareAt(alpha, beta) {
            const x = along(data.alpha, alpha) * (nx - 1), y = along(data.beta, beta) * (ny - 1);
            if (!(x >= 0 && y >= 0 && x <= nx - 1 && y <= ny - 1)) return NaN;
            const i = Math.min(Math.floor(x), nx - 2), j = Math.min(Math.floor(y), ny - 2), s = x - i, t = y - j;
            const c = j * nx + i;
            return (shares[c] * (1 - s) + shares[c + 1] * s) * (1 - t)
                + (shares[c + nx] * (1 - s) + shares[c + nx + 1] * s) * t;
        }

        // --- from the box to the page -----------------------------------------------------------------------------

        let camera;
        const isMap = () => view.elevation >= 89;
        function look(width, heightPx) {
            const a = view.azimuth * Math.PI / 180, e = view.elevation * Math.PI / 180;
            const ca = Math.cos(a), sa = Math.sin(a), ce = Math.cos(e), se = Math.sin(e);
            camera = {ca, sa, ce, se, size: 1, x: 0, y: 0,
                u: 0.5 + box.distance * ce * ca / box.sideU, v: 0.5 + box.distance * ce * sa / box.sideV,
                w: 0.5 + box.distance * se / box.height};
            let l = Infinity, r = -Infinity, t = Infinity, b = -Infinity;
            for (let k = 0; k < 8; k++) {
                const p = project(k & 1, k >> 1 & 1, k >> 2);
                l = Math.min(l, p[0]); r = Math.max(r, p[0]); t = Math.min(t, p[1]); b = Math.max(b, p[1]);
            }
            const margin = Math.min(70, width / 8);
            camera.size = view.zoom * Math.min((width - 2 * margin) / (r - l), (heightPx - 2 * margin) / (b - t));
            camera.x = width / 2 - camera.size * (l + r) / 2;
            camera.y = heightPx / 2 - camera.size * (t + b) / 2;
        }
        function project(u, v, w) {
            const x = (u - 0.5) * box.sideU, y = (v - 0.5) * box.sideV, z = (w - 0.5) * box.height;
            const right = -camera.sa * x + camera.ca * y;
            const inward = camera.ca * x + camera.sa * y;
            const up = camera.ce * z - camera.se * inward;
            const depth = box.distance - (camera.ce * inward + camera.se * z);
            // From above it is a map: nothing is nearer, and colour is the loss, without light.
            const f = isMap() ? 1 : box.distance / depth;
            return [camera.x + camera.size * f * right, camera.y - camera.size * f * up, depth];
        }

        // --- drawing ----------------------------------------------------------------------------------------------

        function style(name) {
            return getComputedStyle(root).getPropertyValue(name).trim();
        }
        function path(list, close) {
            pen.beginPath();
            list.forEach((p, i) => i ? pen.lineTo(p[0], p[1]) : pen.moveTo(p[0], p[1]));
            if (close) pen.closePath();
        }
        function order(count, at) {
            const list = Array.from({length: count}, (ignored, i) => i);
            return list.sort((p, q) => Math.abs((q + 0.5) / count - at) - Math.abs((p + 0.5) / count - at));
        }
        function color(s, light) {
            const rgb = data.colors[Math.round(s * (data.colors.length - 1))];
            return 'rgb(' + [16, 8, 0].map(shift => Math.min(255, Math.round((rgb >> shift & 255) * light))).join() + ')';
        }

        function draw() {
            frame = 0;
            const ratio = window.devicePixelRatio || 1, width = canvas.clientWidth, tall = canvas.clientHeight;
            if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(tall * ratio)) {
                canvas.width = Math.round(width * ratio);
                canvas.height = Math.round(tall * ratio);
            }
            pen.setTransform(ratio, 0, 0, ratio, 0, 0);
            pen.clearRect(0, 0, width, tall);
            look(width, tall);
            drawBox();
            drawFloor();
            drawSurface();
            if (isMap()) drawContours();
            data.lines.forEach(drawLine);
            drawMarks();
            drawCursor();
        }
        function schedule() {
            if (!frame) frame = requestAnimationFrame(draw);
        }

        function drawBox() {
            const muted = style('--muted'), grid = style('--grid'), ink = style('--ink');
            const farU = camera.u > 0.5 ? 0 : 1, farV = camera.v > 0.5 ? 0 : 1;
            pen.lineWidth = 1;
            pen.strokeStyle = grid;
            const line = (a, b) => { path([project(...a), project(...b)]); pen.stroke(); };
            data.ticks.alpha.forEach(t => {
                const u = along(data.alpha, t.value);
                line([u, 0, 0], [u, 1, 0]); line([u, farV, 0], [u, farV, 1]);
            });
            data.ticks.beta.forEach(t => {
                const v = along(data.beta, t.value);
                line([0, v, 0], [1, v, 0]); line([farU, v, 0], [farU, v, 1]);
            });
            data.ticks.loss.forEach(t => {
                const w = height(t.share);
                line([0, farV, w], [1, farV, w]); line([farU, 0, w], [farU, 1, w]);
            });
            pen.strokeStyle = muted;
            [[[0, 0, 0], [1, 0, 0]], [[0, 0, 0], [0, 1, 0]], [[1, 0, 0], [1, 1, 0]], [[0, 1, 0], [1, 1, 0]],
                [[farU, farV, 0], [farU, farV, 1]]].forEach(e => line(e[0], e[1]));
            // Labels stand along the two near edges of the floor, and beside the wall's edge that is farthest left.
            const nearU = 1 - farU, nearV = 1 - farV;
            pen.font = '12px system-ui, sans-serif';
            // Straight away from the edge, so that at the corner both axes keep their labels apart.
            const label = (text, at, outside, far, fill) => {
                const p = project(...at), q = project(...outside);
                const dx = q[0] - p[0], dy = q[1] - p[1], n = Math.hypot(dx, dy) || 1;
                pen.fillStyle = fill;
                pen.textAlign = dx / n > 0.3 ? 'left' : dx / n < -0.3 ? 'right' : 'center';
                pen.textBaseline = dy / n > 0.3 ? 'top' : dy / n < -0.3 ? 'bottom' : 'middle';
                pen.fillText(text, p[0] + far * dx / n, p[1] + far * dy / n);
            };
            const outU = nearU + (nearU - 0.5) / 5, outV = nearV + (nearV - 0.5) / 5;
            data.ticks.alpha.forEach(t => {
                const u = along(data.alpha, t.value);
                label(t.label, [u, nearV, 0], [u, outV, 0], 8, muted);
            });
            data.ticks.beta.forEach(t => {
                const v = along(data.beta, t.value);
                label(t.label, [nearU, v, 0], [outU, v, 0], 8, muted);
            });
            pen.font = '13px system-ui, sans-serif';
            label('α', [0.5, nearV, 0], [0.5, outV, 0], 34, ink);
            label('β', [nearU, 0.5, 0], [outU, 0.5, 0], 34, ink);
            if (!isMap()) {
                const corners = [[farU, nearV], [nearU, farV]].map(c => [c, project(c[0], c[1], 0.5)[0]]);
                const edge = corners.sort((p, q) => p[1] - q[1])[0][0];
                pen.font = '12px system-ui, sans-serif';
                pen.textAlign = 'right';
                pen.textBaseline = 'middle';
                pen.fillStyle = muted;
                data.ticks.loss.forEach(t => {
                    const p = project(edge[0], edge[1], height(t.share));
                    pen.fillText(t.label, p[0] - 8, p[1]);
                });
                drawHeightTitle(edge, ink);
            }
        }

        // Along the upright edge, farther out than its ticks.
        function drawHeightTitle(edge, ink) {
            const low = project(edge[0], edge[1], height(0)), high = project(edge[0], edge[1], height(1));
            const widest = Math.max(0, ...data.ticks.loss.map(t => pen.measureText(t.label).width));
            pen.save();
            pen.font = '13px system-ui, sans-serif';
            pen.translate((low[0] + high[0]) / 2 - widest - 20, (low[1] + high[1]) / 2);
            pen.rotate(Math.atan2(high[1] - low[1], high[0] - low[0]));
            pen.textAlign = 'center';
            pen.textBaseline = 'middle';
            pen.fillStyle = ink;
            pen.fillText(heights.title, 0, 0);
            pen.restore();
        }

        // Of the heights: in their colours only where these are the colours of the surface.
        function drawFloor() {
            pen.lineWidth = 1.2;
            data.contours.forEach(c => drawContour(c,
                colors === heights ? color(share(heights.scale, c.loss), 0.9) : style('--muted')));
        }
        function drawContours() {
            pen.lineWidth = 1;
            if (colors === heights) {
                data.contours.forEach(c => drawContour(c,
                    share(heights.scale, c.loss) < 0.5 ? '#ffffffb0' : '#000000a0'));
                return;
            }
            // Across all colours: light with a dark rim.
            pen.lineWidth = 2.4;
            data.contours.forEach(c => drawContour(c, '#00000070'));
            pen.lineWidth = 1;
            data.contours.forEach(c => drawContour(c, '#ffffffd0'));
        }
        function drawContour(c, stroke) {
            pen.strokeStyle = stroke;
            path(c.alpha.map((a, i) => project(along(data.alpha, a), along(data.beta, c.beta[i]), 0)), c.closed);
            pen.stroke();
        }

        function drawSurface() {
            const squares = (nx - 1) * (ny - 1);
            const stride = dragging && squares > QUICK ? Math.ceil(Math.sqrt(squares / QUICK)) : 1;
            const columns = [], rows = [];
            for (let i = 0; i < nx - 1; i += stride) columns.push(i);
            columns.push(nx - 1);
            for (let j = 0; j < ny - 1; j += stride) rows.push(j);
            rows.push(ny - 1);
            points = shares.map((s, c) => Number.isNaN(s) ? null
                : project(c % nx / (nx - 1), Math.floor(c / nx) / (ny - 1), height(s)));
            const across = order(columns.length - 1, camera.u), along2 = order(rows.length - 1, camera.v);
            const mesh = Math.max(1, Math.round((Math.max(nx, ny) - 1) / 26));
            pen.lineJoin = 'round';
            for (const row of along2) {
                for (const column of across) {
                    drawSquare(columns[column], columns[column + 1], rows[row], rows[row + 1], mesh);
                }
            }
        }
        // The lamps go along with the viewer.
        function lightOn(u, v, w) {
            const forth = camera.ca * u + camera.sa * v;
            const right = -camera.sa * u + camera.ca * v;
            const down = forth * camera.se - w * camera.ce, away = -(forth * camera.ce + w * camera.se);
            return data.lamps.reduce((sum, lamp) => sum
                + lamp.strength * Math.max(0, -(lamp.right * right + lamp.down * down + lamp.away * away)), data.ambient);
        }
        function drawSquare(i, i2, j, j2, mesh) {
            const c = [j * nx + i, j * nx + i2, j2 * nx + i2, j2 * nx + i];
            const p = c.map(k => points[k]);
            if (p.includes(null)) return;
            const s = c.map(k => shares[k]), du = (i2 - i) / (nx - 1), dv = (j2 - j) / (ny - 1);
            const slopeU = (s[1] + s[2] - s[0] - s[3]) / 2 / du * (1 - box.floor) * box.height / box.sideU;
            const slopeV = (s[2] + s[3] - s[0] - s[1]) / 2 / dv * (1 - box.floor) * box.height / box.sideV;
            const mean = (s[0] + s[1] + s[2] + s[3]) / 4;
            const tint = colors === heights ? mean : c.reduce((sum, k) => sum + colors.shares[k], 0) / 4;
            const n = Math.hypot(slopeU, slopeV, 1);
            const towards = -slopeU * (camera.u - (i + i2) / 2 / (nx - 1)) * box.sideU
                - slopeV * (camera.v - (j + j2) / 2 / (ny - 1)) * box.sideV + (camera.w - height(mean)) * box.height;
            // The underside is lit as if it were turned over, and darker.
            const light = isMap() ? 1 : towards >= 0 ? lightOn(-slopeU / n, -slopeV / n, 1 / n)
                : 0.82 * lightOn(slopeU / n, slopeV / n, -1 / n);
            pen.fillStyle = pen.strokeStyle = color(tint, light);
            pen.lineWidth = 0.8;
            path(p, true);
            pen.fill();
            pen.stroke();
            if (isMap()) return;
            pen.strokeStyle = 'rgba(0,0,0,.28)';
            pen.lineWidth = 0.6;
            const on = (index, count) => index === 0 || index === count - 1
                || ((index - ((count - 1) >> 1)) % mesh + mesh) % mesh === 0;
            const side = (from, to) => { path([p[from], p[to]]); pen.stroke(); };
            if (on(j, ny)) side(0, 1);
            if (on(i2, nx)) side(1, 2);
            if (on(j2, ny)) side(2, 3);
            if (on(i, nx)) side(3, 0);
        }

        // A point is hidden where the line of sight to it passes through the surface.
        function isHidden(u, v, w) {
            const du = camera.u - u, dv = camera.v - v, dw = camera.w - w;
            const steps = Math.ceil(4 * Math.max(Math.abs(du) * nx, Math.abs(dv) * ny));
            let before = 0;
            for (let k = 1; k <= steps; k++) {
                const x = u + du * k / steps, y = v + dv * k / steps, z = w + dw * k / steps;
                if (x < 0 || x > 1 || y < 0 || y > 1 || z > 1) return false;
                const i = Math.min(Math.floor(x * (nx - 1)), nx - 2), j = Math.min(Math.floor(y * (ny - 1)), ny - 2);
                const s = x * (nx - 1) - i, t = y * (ny - 1) - j, c = j * nx + i;
                const at = (shares[c] * (1 - s) + shares[c + 1] * s) * (1 - t)
                    + (shares[c + nx] * (1 - s) + shares[c + nx + 1] * s) * t;
                const above = z - height(at);
                if (Math.abs(above) > 0.012) {
                    if (above * before < 0) return true;
                    before = above;
                }
            }
            return false;
        }
        function place(alpha, beta) {
            const s = shareAt(alpha, beta);
            if (Number.isNaN(s)) return null;
            const u = along(data.alpha, alpha), v = along(data.beta, beta), w = height(s);
            const p = project(u, v, w);
            return {x: p[0], y: p[1], hidden: isHidden(u, v, w)};
        }

        function drawLine(line) {
            const pieces = pieced(line);
            for (const rim of [true, false]) {
                pen.lineCap = 'round';
                pen.strokeStyle = rim ? line.rim : line.color;
                for (const piece of pieces) {
                    pen.globalAlpha = piece.hidden ? 0.3 : 1;
                    pen.lineWidth = (rim ? 2 : 0) + 3 * piece.width;
                    path(piece.ends);
                    pen.stroke();
                }
            }
            pen.globalAlpha = 1;
        }
        // So short that they follow the surface.
        function pieced(line) {
            const pieces = [], step = 0.5 / Math.max(nx, ny);
            let before = null;
            for (let i = 0; i < line.alpha.length; i++) {
                const o = Math.max(0, i - 1), a = line.alpha[o], b = line.beta[o];
                const da = line.alpha[i] - a, db = line.beta[i] - b;
                const length = Math.hypot(along(data.alpha, a + da) - along(data.alpha, a),
                    along(data.beta, b + db) - along(data.beta, b));
                const count = Math.max(1, Math.min(200, Math.ceil(length / step)));
                for (let k = 1; k <= count; k++) {
                    const now = place(a + k / count * da, b + k / count * db);
                    if (before && now) {
                        pieces.push({ends: [[before.x, before.y], [now.x, now.y]], hidden: now.hidden, width: line.width[i]});
                    }
                    before = now;
                }
            }
            return pieces;
        }

        function drawMarks() {
            pen.font = '600 13px system-ui, sans-serif';
            data.marks.forEach(mark => {
                const at = place(mark.alpha, mark.beta);
                if (!at) return;
                pen.globalAlpha = at.hidden ? 0.45 : 1;
                const corners = [];
                for (let i = 0; i < mark.outline.length; i += 2) {
                    corners.push([at.x + 6 * mark.outline[i], at.y + 6 * mark.outline[i + 1]]);
                }
                path(corners, true);
                pen.fillStyle = mark.color;
                pen.strokeStyle = mark.rim;
                pen.lineWidth = 1.6;
                pen.fill();
                pen.stroke();
                if (mark.label) {
                    pen.textAlign = 'left';
                    pen.textBaseline = 'bottom';
                    pen.lineWidth = 3.5;
                    pen.strokeStyle = style('--paper');
                    pen.strokeText(mark.label, at.x + 8, at.y - 5);
                    pen.fillStyle = style('--ink');
                    pen.fillText(mark.label, at.x + 8, at.y - 5);
                }
            });
            pen.globalAlpha = 1;
        }

        function drawCursor() {
            const cell = hover === null ? cursor : hover;
            if (cell === null || !points[cell]) return;
            const p = points[cell], u = cell % nx / (nx - 1), v = Math.floor(cell / nx) / (ny - 1), foot = project(u, v, 0);
            pen.strokeStyle = style('--ink');
            pen.setLineDash([3, 3]);
            pen.lineWidth = 1;
            path([p, foot]);
            pen.stroke();
            pen.setLineDash([]);
            pen.beginPath();
            pen.arc(p[0], p[1], 5, 0, 7);
            pen.fillStyle = style('--paper');
            pen.lineWidth = 2;
            pen.fill();
            pen.stroke();
        }

        // --- what a person does -----------------------------------------------------------------------------------

        function say(cell) {
            if (cell === null) {
                value.textContent = '';
                return;
            }
            const raw = data.loss[cell];
            let text = 'α = ' + digits(data.alpha[cell % nx]) + ', β = ' + digits(data.beta[Math.floor(cell / nx)]) + ': ';
            if (raw === null) text += 'not evaluated';
            else {
                text += 'loss ' + digits(loss[cell]);
                if (Number.isFinite(errors[cell])) text += ' ± ' + Number(errors[cell].toPrecision(2)) + ' (standard error)';
                if (accuracy && Number.isFinite(accuracy[cell])) {
                    text += ', accuracy ' + Number((100 * accuracy[cell]).toPrecision(4)) + ' %';
                }
                // The error and the accuracy are said already.
                [heights, colors].filter((q, i, all) => all.indexOf(q) === i && q.name.startsWith('Difference'))
                    .forEach(q => { text += ', ' + q.title.replace(', log scale', '') + ' ' + digits(q.values[cell]); });
            }
            value.textContent = text.replace(/-/g, '−');
        }
        function nearest(x, y) {
            let best = null, least = 22 * 22, depth = Infinity;
            points.forEach((p, cell) => {
                if (!p) return;
                const d = (p[0] - x) * (p[0] - x) + (p[1] - y) * (p[1] - y);
                if (d > 22 * 22) return;
                // Of two that are about as near on the page, the one in front.
                if (best === null || d < least - 60 || d < least + 60 && p[2] < depth - 0.08
                    || d < least && p[2] < depth + 0.08) {
                    best = cell; least = d; depth = p[2];
                }
            });
            return best;
        }
        function turn(azimuth, elevation) {
            view.azimuth += azimuth;
            view.elevation = Math.max(0, Math.min(90, view.elevation + elevation));
            schedule();
        }
        function zoom(factor) {
            view.zoom = Math.max(0.5, Math.min(12, view.zoom * factor));
            schedule();
        }
        const down = new Map();
        canvas.addEventListener('pointerdown', event => {
            canvas.setPointerCapture(event.pointerId);
            down.set(event.pointerId, event);
            canvas.focus({preventScroll: true});
        });
        canvas.addEventListener('pointermove', event => {
            const box = canvas.getBoundingClientRect();
            const last = down.get(event.pointerId);
            if (!last) {
                hover = points ? nearest(event.clientX - box.left, event.clientY - box.top) : null;
                say(hover === null ? cursor : hover);
                schedule();
                return;
            }
            dragging = true;
            hover = null;
            if (down.size === 1) {
                turn((last.clientX - event.clientX) * 0.45, (event.clientY - last.clientY) * 0.35);
            } else if (down.size === 2) {
                const other = Array.from(down.values()).find(o => o.pointerId !== event.pointerId);
                const gap = e => Math.hypot(e.clientX - other.clientX, e.clientY - other.clientY) || 1;
                zoom(gap(event) / gap(last));
            }
            down.set(event.pointerId, event);
        });
        const up = event => {
            down.delete(event.pointerId);
            if (dragging && down.size === 0) {
                dragging = false;
                schedule();
            }
        };
        canvas.addEventListener('pointerup', up);
        canvas.addEventListener('pointercancel', up);
        canvas.addEventListener('pointerleave', () => {
            hover = null;
            say(cursor);
            schedule();
        });
        canvas.addEventListener('wheel', event => {
            event.preventDefault();
            zoom(Math.exp(-event.deltaY / 600));
        }, {passive: false});
        canvas.addEventListener('keydown', event => {
            const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
            const move = moves[event.key];
            if (move && event.shiftKey) {
                const at = cursor === null ? Math.floor(ny / 2) * nx + Math.floor(nx / 2) : cursor;
                const i = at % nx + (cursor === null ? 0 : move[0]), j = Math.floor(at / nx) + (cursor === null ? 0 : move[1]);
                cursor = Math.max(0, Math.min(ny - 1, j)) * nx + Math.max(0, Math.min(nx - 1, i));
                hover = null;
                say(cursor);
                schedule();
            } else if (move) turn(6 * move[0], 4 * move[1]);
            else if (event.key === '+' || event.key === '=') zoom(1.2);
            else if (event.key === '-') zoom(1 / 1.2);
            else if (event.key === 'Home' || event.key === '0') reset();
            else if (event.key === 'Escape') { cursor = null; say(null); schedule(); }
            else return;
            event.preventDefault();
        });
        function reset() {
            Object.assign(view, home);
            schedule();
        }
        const actions = {
            home: reset,
            above: () => { view.azimuth = -90; view.elevation = 90; schedule(); },
            nearer: () => zoom(1.25),
            farther: () => zoom(0.8)
        };
        root.querySelectorAll('button[data-action]').forEach(button =>
            button.addEventListener('click', actions[button.dataset.action]));
        const ramp = root.querySelector('.ramp');
        const stops = Array.from({length: 33}, (ignored, k) => color(k / 32, 1));
        ramp.style.background = 'linear-gradient(to top, ' + stops.join(', ') + ')';
        new ResizeObserver(schedule).observe(canvas);
        window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', schedule);
        schedule();
    }

    document.querySelectorAll('.surface').forEach(start);
})();
