//! The graphics card: three small programs, and what they draw from. Told in WebGL2, and nothing else is.

use js_sys::{Float32Array, Uint32Array};
use wasm_bindgen::JsValue;
use web_sys::{
    WebGl2RenderingContext as Gl, WebGlBuffer, WebGlProgram, WebGlShader, WebGlUniformLocation,
    WebGlVertexArrayObject,
};

use crate::error;

/// A surface, lit as the map is: away from the light down to `shade.x` of its colour, towards it up to
/// `shade.y`. Its underside, which no map shows, is dimmed.
const SURFACE: [&str; 2] = [
    "#version 300 es
layout(location=0) in vec3 place;layout(location=1) in vec3 normal;layout(location=2) in vec3 colour;
uniform mat4 view;out vec3 n,c;
void main(){n=normal;c=colour;gl_Position=view*vec4(place,1.);}",
    "#version 300 es
precision highp float;
in vec3 n,c;uniform vec3 light;uniform vec2 shade;uniform float opacity,under;out vec4 o;
void main(){vec3 m=normalize(n);float l=dot(m,light);
float f=l<light.z?1.+(shade.x-1.)*min(1.,(light.z-l)/light.z):1.+(shade.y-1.)*min(1.,(l-light.z)/(1.-light.z));
if(!gl_FrontFacing)f=under*(1.-.25*m.z);
o=vec4(min(c*f,1.)*opacity,opacity);}",
];

/// Segments as strips `width` device pixels wide, longer at both ends by `square` half widths, `lift` nearer to
/// the eye than what they lie on, in units of the depth. Four corners an instance.
const STROKE: [&str; 2] = [
    "#version 300 es
layout(location=0) in vec3 a;layout(location=1) in vec3 b;
uniform mat4 view;uniform vec2 size;uniform float width,square,lift;
void main(){vec4 p=view*vec4(a,1.),q=view*vec4(b,1.);
vec3 d=q.xyz/q.w-p.xyz/p.w;float l=length(d.xy*size);d=l>0.?d/l:vec3(1./size.x,0.,0.);
bool end=(gl_VertexID&1)==1;vec4 c=end?q:p;
c.xyz+=(end?square:-square)*width*c.w*d;
c.xy+=(gl_VertexID<2?width:-width)*c.w*vec2(-d.y*size.y,d.x*size.x)/size;
c.z-=lift*c.w;gl_Position=c;}",
    "#version 300 es
precision highp float;uniform vec4 colour;out vec4 o;void main(){o=vec4(colour.rgb*colour.a,colour.a);}",
];

/// Round spots `width` device pixels wide, `lift` nearer to the eye: `colour` with a ring of `rim` inside it from the radius
/// `ring.x` to `ring.y`, as parts of the whole.
const SPOT: [&str; 2] = [
    "#version 300 es
layout(location=0) in vec3 place;uniform mat4 view;uniform float width,lift;
void main(){gl_Position=view*vec4(place,1.);gl_Position.z-=lift*gl_Position.w;gl_PointSize=width;}",
    "#version 300 es
precision highp float;uniform vec4 colour;uniform vec3 rim;uniform vec2 ring;uniform float width;out vec4 o;
void main(){float r=length(gl_PointCoord-.5)*2.,e=2./width;
float in_ring=smoothstep(ring.x-e,ring.x+e,r)*(1.-smoothstep(ring.y-e,ring.y+e,r));
float a=colour.a*(1.-smoothstep(1.-2.*e,1.,r));o=vec4(mix(colour.rgb,rim,in_ring)*a,a);}",
];

/// A program and where its uniforms are.
#[derive(Debug)]
pub(crate) struct Program {
    gl: Gl,
    program: WebGlProgram,
    uniforms: Vec<(&'static str, Option<WebGlUniformLocation>)>,
}

/// Every uniform of the programs; most have some of them.
const UNIFORMS: [&str; 12] = [
    "view", "lift", "light", "shade", "opacity", "under", "size", "width", "square", "colour", "rim", "ring",
];

impl Program {
    fn new(gl: &Gl, [vertex, fragment]: [&str; 2]) -> Result<Self, JsValue> {
        let program = gl.create_program().ok_or_else(lost)?;
        let shaders: [Option<WebGlShader>; 2] =
            [(Gl::VERTEX_SHADER, vertex), (Gl::FRAGMENT_SHADER, fragment)].map(|(kind, source)| {
                let shader = gl.create_shader(kind)?;
                gl.shader_source(&shader, source);
                gl.compile_shader(&shader);
                gl.attach_shader(&program, &shader);
                Some(shader)
            });
        gl.link_program(&program);
        let linked = gl.get_program_parameter(&program, Gl::LINK_STATUS).as_bool() == Some(true);
        // The program keeps what it needs of them.
        shaders.iter().for_each(|shader| gl.delete_shader(shader.as_ref()));
        if !linked {
            return Err(lost());
        }
        // Asked once: it may have to wait for the card.
        let uniforms = UNIFORMS.map(|name| (name, gl.get_uniform_location(&program, name))).to_vec();
        Ok(Self { gl: gl.clone(), program, uniforms })
    }

    /// Draws with it from here on, seen through `view`.
    pub(crate) fn take(&self, view: &[f32; 16]) {
        self.gl.use_program(Some(&self.program));
        self.gl.uniform_matrix4fv_with_f32_array(self.at("view"), false, view);
    }

    fn at(&self, name: &str) -> Option<&WebGlUniformLocation> {
        self.uniforms.iter().find(|(known, _)| *known == name)?.1.as_ref()
    }

    /// Sets a uniform of one to four numbers.
    pub(crate) fn set(&self, name: &str, numbers: &[f32]) {
        let (gl, at) = (&self.gl, self.at(name));
        match *numbers {
            [x] => gl.uniform1f(at, x),
            [x, y] => gl.uniform2f(at, x, y),
            [x, y, z] => gl.uniform3f(at, x, y, z),
            [x, y, z, w] => gl.uniform4f(at, x, y, z, w),
            _ => {}
        }
    }
}

/// The three programs.
#[derive(Debug)]
pub(crate) struct Programs {
    pub(crate) surface: Program,
    pub(crate) stroke: Program,
    pub(crate) spot: Program,
}

impl Programs {
    pub(crate) fn new(gl: &Gl) -> Result<Self, JsValue> {
        Ok(Self {
            surface: Program::new(gl, SURFACE)?,
            stroke: Program::new(gl, STROKE)?,
            spot: Program::new(gl, SPOT)?,
        })
    }
}

/// How a buffer's numbers are read: numbers a vertex, attributes of three each, vertices an instance
/// or an instance a vertex.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Place, normal, colour; with indices.
    Surface,
    /// From and to; an instance each.
    Strokes,
    /// A place.
    Spots,
}

/// Numbers on the card, and how they are read. They go with their context, which is never without them.
#[derive(Debug)]
pub(crate) struct Shape {
    gl: Gl,
    kind: Kind,
    array: WebGlVertexArrayObject,
    numbers: WebGlBuffer,
    indices: Option<WebGlBuffer>,
    count: i32,
}

impl Shape {
    pub(crate) fn new(gl: &Gl, kind: Kind) -> Result<Self, JsValue> {
        let array = gl.create_vertex_array().ok_or_else(lost)?;
        let numbers = gl.create_buffer().ok_or_else(lost)?;
        gl.bind_vertex_array(Some(&array));
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&numbers));
        let attributes = kind.attributes();
        for (index, offset) in (0..attributes).zip([0, 12, 24]) {
            gl.enable_vertex_attrib_array(index);
            gl.vertex_attrib_pointer_with_i32(index, 3, Gl::FLOAT, false, kind.bytes(), offset);
            if kind == Kind::Strokes {
                gl.vertex_attrib_divisor(index, 1);
            }
        }
        let indices = if kind == Kind::Surface { Some(gl.create_buffer().ok_or_else(lost)?) } else { None };
        if indices.is_some() {
            gl.bind_buffer(Gl::ELEMENT_ARRAY_BUFFER, indices.as_ref());
        }
        gl.bind_vertex_array(None);
        Ok(Self { gl: gl.clone(), kind, array, numbers, indices, count: 0 })
    }

    /// Takes other numbers, and for a surface its triangles.
    pub(crate) fn fill(&mut self, numbers: &[f32], triangles: &[u32]) {
        let gl = &self.gl;
        gl.bind_vertex_array(Some(&self.array));
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&self.numbers));
        let view = Float32Array::from(numbers);
        gl.buffer_data_with_array_buffer_view(Gl::ARRAY_BUFFER, &view, Gl::DYNAMIC_DRAW);
        let mut count = numbers.len() / (3 * self.kind.attributes() as usize);
        if self.indices.is_some() {
            // The array remembers its buffer of indices.
            let view = Uint32Array::from(triangles);
            gl.buffer_data_with_array_buffer_view(Gl::ELEMENT_ARRAY_BUFFER, &view, Gl::DYNAMIC_DRAW);
            count = triangles.len();
        }
        gl.bind_vertex_array(None);
        self.count = i32::try_from(count).unwrap_or(0);
    }

    /// Draws it with the program taken last.
    pub(crate) fn draw(&self) {
        if self.count == 0 {
            return;
        }
        let gl = &self.gl;
        gl.bind_vertex_array(Some(&self.array));
        match self.kind {
            Kind::Surface => gl.draw_elements_with_i32(Gl::TRIANGLES, self.count, Gl::UNSIGNED_INT, 0),
            Kind::Strokes => gl.draw_arrays_instanced(Gl::TRIANGLE_STRIP, 0, 4, self.count),
            Kind::Spots => gl.draw_arrays(Gl::POINTS, 0, self.count),
        }
        gl.bind_vertex_array(None);
    }
}

impl Kind {
    /// Attributes of three numbers each.
    fn attributes(self) -> u32 {
        match self {
            Self::Surface => 3,
            Self::Strokes => 2,
            Self::Spots => 1,
        }
    }

    /// Bytes from one to the next.
    fn bytes(self) -> i32 {
        match self {
            Self::Surface => 36,
            Self::Strokes => 24,
            Self::Spots => 12,
        }
    }
}

/// The card gave nothing: it is lost, or too old for the programs.
fn lost() -> JsValue {
    error::kind("the graphics card does not draw in three dimensions here")
}
