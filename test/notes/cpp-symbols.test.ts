import { describe, expect, it } from 'vitest';
import { findSymbol } from '../../site/source/notes/symbols.ts';

const CPP = `// What epoll is asked.
#include <sys/epoll.h>

#define UNBALANCED {

namespace {

constexpr int kMaxEvents = 1024;

// The shape of an answer.
struct Answer {
  int fd = -1;
  int Count() const { return 1; }
};

enum class Kind : int { kRead, kWrite };

int Wait(int epfd);

}  // namespace

namespace sys::epoll {

/* Waits.
   Braces in a comment: } } */
int Wait(int epfd, const char* name) {
  const char* text = "} // not a comment";
  char brace = '}';
  auto raw = R"x(" } )x";
  if (epfd < 0) {
    return 1'000;
  }
  return brace;
}

Poller::Poller(int size) : size_(size), events_{size}, map_<int>{1} {
  Open();
}

Poller::~Poller() { Close(); }

bool Poller::operator==(const Poller& other) const { return true; }

template <typename T, int (*Call)(T)>
std::function<void(int)> Make(T value) noexcept {
  return {};
}

}  // namespace sys::epoll

extern "C" {
void Init(void) {}
}

struct epoll_event* First();
const int kTable[] = {1, 2, 3};
auto twice = [](int x) { return 2 * x; };
NODE_API_MODULE(addon, Init)
`;

describe('findSymbol in C++', () => {
  const find = (name: string) => {
    const range = findSymbol('native/a.cc', CPP, name);
    return range && CPP.slice(range.start, range.end);
  };

  it('finds a function from its comment to its closing brace', () => {
    expect(find('sys::epoll::Wait')).toMatch(
      /^\/\* Waits\.\n[\s\S]*return brace;\n\}$/,
    );
  });

  it('takes any tail of the full name, but prefers a full name', () => {
    expect(find('Poller::~Poller')).toBe('Poller::~Poller() { Close(); }');
    expect(find('epoll::Wait')).toBe(find('sys::epoll::Wait'));
    expect(find('Wait')).toBe('int Wait(int epfd);');
  });

  it('is not misled by braces that initialize members', () => {
    expect(find('Poller::Poller')).toMatch(
      /^Poller::Poller\(int size\)[\s\S]*Open\(\);\n\}$/,
    );
  });

  it('finds operators, templates and functions that return functions', () => {
    expect(find('Poller::operator==')).toContain('return true;');
    expect(find('Make')).toMatch(/^template <typename T[\s\S]*return \{\};\n\}$/);
  });

  it('finds structs and their members, enums and constants', () => {
    expect(find('Answer')).toMatch(/^\/\/ The shape of an answer\.\nstruct[\s\S]*\};$/);
    expect(find('Answer::Count')).toBe('int Count() const { return 1; }');
    expect(find('Answer::fd')).toBe('int fd = -1;');
    expect(find('Kind')).toBe('enum class Kind : int { kRead, kWrite };');
    expect(find('kMaxEvents')).toBe('constexpr int kMaxEvents = 1024;');
    expect(find('kTable')).toBe('const int kTable[] = {1, 2, 3};');
    expect(find('twice')).toBe('auto twice = [](int x) { return 2 * x; };');
  });

  it('looks into extern "C" and reads a macro at the end of the file', () => {
    expect(find('Init')).toBe('void Init(void) {}');
    expect(find('First')).toBe('struct epoll_event* First();');
    expect(find('NODE_API_MODULE')).toBe('NODE_API_MODULE(addon, Init)');
  });

  it('prefers a definition to its promise in the same file', () => {
    const source =
      'int F(int);\nclass A;\nint F(int x) {\n  return x;\n}\nclass A {};\n';
    expect(findSymbol('a.h', source, 'F')).toMatchObject({ from: 3, to: 5 });
    expect(findSymbol('a.h', source, 'A')).toMatchObject({ from: 6, to: 6 });
  });

  it('takes a name in two namespaces for both, and a full name for one', () => {
    const source = 'namespace a {\nint F;\n}\nnamespace b {\nint F;\n}\n';
    expect(findSymbol('a.cc', source, 'F')).toMatchObject({ from: 2, to: 5 });
    expect(findSymbol('a.cc', source, 'b::F')).toMatchObject({ from: 5, to: 5 });
  });

  it('does not take a comparison for a bracket', () => {
    const source = 'const bool kLess = kA < kB;\nint F() {\n}\nstd::set<int> g;\n';
    expect(findSymbol('a.cc', source, 'F')).toMatchObject({ from: 2, to: 3 });
  });

  it('names a variable, not the struct that it is of', () => {
    const source =
      'struct epoll_event kNone = Make();\nstruct { int a; } kPair = {1};\n';
    expect(findSymbol('a.cc', source, 'kNone')).toMatchObject({ from: 1, to: 1 });
    expect(findSymbol('a.cc', source, 'epoll_event')).toBeUndefined();
  });

  it('takes what is declared along with a struct for its end', () => {
    const source = 'struct A {\n  int a;\n}\n    kA = {1}, kB;\nint c;\n';
    expect(findSymbol('a.cc', source, 'A')).toMatchObject({ from: 1, to: 4 });
    expect(findSymbol('a.cc', source, 'kA')).toBeUndefined();
  });

  it('unites overloads', () => {
    const source = 'int F(int x) {\n}\n\nint F() {\n}\n';
    expect(findSymbol('a.cc', source, 'F')?.parts).toHaveLength(2);
  });

  it('survives a brace too many and a brace too few', () => {
    const broken = 'int F() {\n}\n}\nint G() {\n}\nint H() {\n';
    expect(findSymbol('a.cc', broken, 'G')).toMatchObject({ from: 4, to: 5 });
    expect(findSymbol('a.cc', broken, 'H')).toMatchObject({ from: 6 });
  });
});
