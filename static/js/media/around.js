// A picture or film that was taken all round, seen from its middle. One rectangle, each point of which asks what lies that way.

const CORNERS = "attribute vec2 corner; varying vec2 at; void main() { at = corner; gl_Position = vec4(corner, 0.0, 1.0); }";
const POINTS = `precision highp float;
varying vec2 at;
uniform sampler2D all;
uniform vec2 field;
uniform vec2 look;
uniform float share;
void main() {
  vec3 way = normalize(vec3(at * field, -1.0));
  way.yz = mat2(cos(look.y), sin(look.y), -sin(look.y), cos(look.y)) * way.yz;
  float along = atan(way.x, -way.z) + look.x;
  float u = fract(along / 6.283185307 + 0.5);
  float v = 0.5 - asin(clamp(way.y, -1.0, 1.0)) / 3.141592654;
  gl_FragColor = texture2D(all, vec2(u, v * share));
}`;
const [NEAR, FAR, FIRST] = [0.35, 1.75, 1.3];
const STEEP = Math.PI / 2 - 0.05;

function program(gl) {
  const made = gl.createProgram();
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, CORNERS],
    [gl.FRAGMENT_SHADER, POINTS],
  ]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error("shader");
  gl.useProgram(made);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
  const corner = gl.getAttribLocation(made, "corner");
  gl.enableVertexAttribArray(corner);
  gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const size of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, size, gl.LINEAR);
  return (name) => gl.getUniformLocation(made, name);
}

async function picture(source) {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}

// The film goes on where it was; if it has not begun, in the quality that was asked for.
async function film(video, source) {
  if (video.paused && !video.currentTime) {
    delete video.dataset.hls;
    video.src = source;
  }
  await video.play();
  return video;
}

function fitting(gl, image) {
  const most = gl.getParameter(gl.MAX_TEXTURE_SIZE);
  if (Math.max(image.width, image.height) <= most) return image;
  const small = document.createElement("canvas");
  const by = most / Math.max(image.width, image.height);
  [small.width, small.height] = [Math.floor(image.width * by), Math.floor(image.height * by)];
  small.getContext("2d").drawImage(image, 0, 0, small.width, small.height);
  return small;
}

export async function open(canvas, { src, half }, video) {
  const gl = canvas.getContext("webgl", { antialias: false, preserveDrawingBuffer: false });
  if (!gl) throw new Error("no WebGL");
  const place = program(gl);
  const source = video ? await film(video, src) : await picture(src);
  return new View(canvas, gl, place, source, half ? 0.5 : 1);
}

class View {
  constructor(canvas, gl, place, source, share) {
    Object.assign(this, { canvas, gl, place, source, share, moving: "currentTime" in source });
    this.reset();
    if (this.moving) this.go();
    else this.put(fitting(gl, source));
  }

  put(image) {
    this.gl.texImage2D(this.gl.TEXTURE_2D, 0, this.gl.RGB, this.gl.RGB, this.gl.UNSIGNED_BYTE, image);
    this.draw();
  }

  // Each frame of the film while it plays; a pause costs nothing.
  go() {
    if (this.over) return;
    if (this.source.readyState > 1) this.put(this.source);
    const again = () => this.go();
    if (this.source.requestVideoFrameCallback) this.source.requestVideoFrameCallback(again);
    else requestAnimationFrame(again);
  }

  draw() {
    if (this.waiting || this.over) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      const tall = Math.tan(this.field / 2);
      this.gl.viewport(0, 0, this.canvas.width, this.canvas.height);
      this.gl.uniform2f(this.place("field"), (tall * this.canvas.width) / this.canvas.height, tall);
      this.gl.uniform2f(this.place("look"), this.yaw, this.pitch);
      this.gl.uniform1f(this.place("share"), this.share);
      this.gl.drawArrays(this.gl.TRIANGLE_STRIP, 0, 4);
      this.canvas.dataset.drawn = `${this.yaw.toFixed(2)} ${this.pitch.toFixed(2)} ${this.field.toFixed(2)}`;
    });
  }

  look(yaw, pitch) {
    this.yaw = yaw;
    this.pitch = Math.max(-STEEP, Math.min(STEEP, pitch));
    this.draw();
  }

  drag(x, y) {
    this.look(this.yaw - x * this.field, this.pitch + y * this.field);
  }

  step(x, y) {
    this.look(this.yaw + x, this.pitch + y);
  }

  zoom(by) {
    this.field = Math.max(NEAR, Math.min(FAR, this.field / by));
    this.draw();
  }

  reset() {
    this.field = FIRST;
    this.look(0, 0);
  }

  size(width, height) {
    [this.canvas.width, this.canvas.height] = [width, height];
    this.draw();
  }

  stop() {
    this.over = true;
    cancelAnimationFrame(this.waiting);
    if (this.moving) this.source.pause();
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }
}
