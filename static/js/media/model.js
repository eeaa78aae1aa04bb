// A model to turn. It stands at first as in its drawn picture (showcase/media/drawing.py).
import * as three from "../../built/three.js";

const [FIELD, TURN, RISE] = [30, (32 * Math.PI) / 180, (16 * Math.PI) / 180];
const STEEP = Math.PI / 2 - 0.05;
const [NEAR, FAR] = [0.25, 4];

async function loaded(source) {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(String(answer.status));
  const manager = new three.LoadingManager();
  // Its pictures lie in it: whatever it asks for besides comes to nothing.
  manager.setURLModifier((address) => (address.startsWith("blob:") ? address : "data:,"));
  const loader = new three.GLTFLoader(manager);
  loader.register((parser) => {
    // Images as such: our policy lets no script fetch a blob.
    parser.textureLoader = new three.TextureLoader(manager);
    return { name: "VEILLEE_images" };
  });
  return loader.parseAsync(await answer.arrayBuffer(), "");
}

function measured(scene) {
  scene.updateMatrixWorld(true);
  const middle = new three.Box3().setFromObject(scene, true).getCenter(new three.Vector3());
  const point = new three.Vector3();
  let ball = 0;
  scene.traverse((part) => {
    const places = part.geometry?.attributes.position;
    for (let n = 0; n < (places?.count ?? 0); n += 1)
      ball = Math.max(ball, point.fromBufferAttribute(places, n).applyMatrix4(part.matrixWorld).distanceTo(middle));
  });
  return { middle, ball: ball || 1 };
}

function materials(scene) {
  const found = new Set();
  scene.traverse((part) => [part.material ?? []].flat().forEach((one) => found.add(one)));
  return [...found];
}

export async function open(canvas, { src }) {
  const renderer = new three.WebGLRenderer({ canvas, antialias: true, alpha: true });
  try {
    return new View(canvas, renderer, await loaded(src));
  } catch (error) {
    freed(renderer);
    throw error;
  }
}

function freed(renderer) {
  renderer.dispose();
  renderer.forceContextLoss();
}

class View {
  constructor(canvas, renderer, { scene, animations }) {
    Object.assign(this, { canvas, renderer, model: scene });
    const { middle, ball } = measured(scene);
    scene.position.sub(middle).divideScalar(ball);
    scene.scale.divideScalar(ball);
    this.scene = new three.Scene().add(scene);
    this.camera = new three.PerspectiveCamera(FIELD, 1, 0.01, 100);
    this.scene.add(new three.HemisphereLight(0xe6e9f2, 0x6e625a, 1.7));
    const sun = new three.DirectionalLight(0xfff4e2, 2.2);
    sun.position.set(-0.45, 0.75, 0.6);
    this.camera.add(sun, sun.target);
    this.scene.add(this.camera);
    if (materials(scene).some((one) => one.metalness > 0.4)) this.mirror();
    this.reset();
    if (animations.length && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.move(animations[0]);
  }

  // Metal shows what is around it: a plain room.
  mirror() {
    const maker = new three.PMREMGenerator(this.renderer);
    this.scene.environment = maker.fromScene(new three.RoomEnvironment(), 0.04).texture;
    this.scene.environmentIntensity = 0.5;
    maker.dispose();
  }

  move(animation) {
    this.mixer = new three.AnimationMixer(this.model);
    this.mixer.clipAction(animation).play();
    let last = 0;
    const on = (now) => {
      if (this.over) return;
      this.mixer.update(last ? (now - last) / 1000 : 0);
      last = now;
      this.draw();
      requestAnimationFrame(on);
    };
    requestAnimationFrame(on);
  }

  draw() {
    if (this.waiting || this.over) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      const tall = Math.tan((FIELD * Math.PI) / 360);
      const away = this.away / Math.sin(Math.atan(tall * Math.min(1, this.camera.aspect)));
      this.camera.position.set(Math.sin(this.yaw) * Math.cos(this.pitch), Math.sin(this.pitch), Math.cos(this.yaw) * Math.cos(this.pitch));
      this.camera.position.multiplyScalar(away);
      this.camera.lookAt(0, 0, 0);
      this.renderer.render(this.scene, this.camera);
      this.canvas.dataset.drawn = `${this.yaw.toFixed(2)} ${this.pitch.toFixed(2)} ${this.away.toFixed(2)}`;
    });
  }

  turn(x, y) {
    this.yaw -= x;
    this.pitch = Math.max(-STEEP, Math.min(STEEP, this.pitch + y));
    this.draw();
  }

  drag(x, y) {
    this.turn(x * 3, y * 3);
  }

  step(x, y) {
    this.turn(x, -y);
  }

  zoom(by) {
    this.away = Math.max(NEAR, Math.min(FAR, this.away / by));
    this.draw();
  }

  reset() {
    [this.yaw, this.pitch, this.away] = [TURN, RISE, 1];
    this.draw();
  }

  size(width, height) {
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  stop() {
    this.over = true;
    cancelAnimationFrame(this.waiting);
    this.model.traverse((part) => part.geometry?.dispose());
    for (const one of materials(this.model)) {
      for (const value of Object.values(one)) if (value?.isTexture) value.dispose();
      one.dispose();
    }
    this.scene.environment?.dispose();
    freed(this.renderer);
  }
}
