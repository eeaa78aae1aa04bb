// What of three.js the viewer uses: `manage.py build_assets` makes built/three.js of this, without the rest.
export {
  AnimationMixer, Box3, DirectionalLight, HemisphereLight, LoadingManager, PerspectiveCamera, PMREMGenerator, Scene, TextureLoader,
  Vector3, WebGLRenderer,
} from "three";
export { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
export { RoomEnvironment } from "three/addons/environments/RoomEnvironment.js";
