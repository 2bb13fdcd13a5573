// Renders templates from stdin with Helm 3's own engine; ../README.md says what goes in and what comes out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"sigs.k8s.io/yaml"
)

type question struct {
	Tpl    string            `json:"tpl"`
	Values string            `json:"values"`
	Files  map[string]string `json:"files"`
}

type answer struct {
	Out *string `json:"out,omitempty"`
	Err *string `json:"err,omitempty"`
}

func main() {
	var questions []question
	if err := json.NewDecoder(bufio.NewReader(os.Stdin)).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, "judge3: stdin is no list of cases:", err)
		os.Exit(1)
	}
	answers := make([]answer, 0, len(questions))
	for _, q := range questions {
		out, err := render(q)
		if err != nil {
			text := err.Error()
			answers = append(answers, answer{Err: &text})
			continue
		}
		answers = append(answers, answer{Out: &out})
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, "judge3:", err)
		os.Exit(1)
	}
}

// render answers one case. A panic is an answer, too: the other cases must not be lost.
func render(q question) (out string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("PANIC %v", r)
		}
	}()
	values := map[string]any{}
	if err := yaml.Unmarshal([]byte(q.Values), &values); err != nil {
		return "", fmt.Errorf("VALUES %w", err)
	}
	c := &chart.Chart{
		Metadata:  &chart.Metadata{Name: "c", Version: "0.1.0", AppVersion: "1.2", APIVersion: "v2"},
		Values:    values,
		Templates: []*chart.File{{Name: "templates/t.yaml", Data: []byte(q.Tpl)}},
	}
	for name, text := range q.Files {
		c.Files = append(c.Files, &chart.File{Name: name, Data: []byte(text)})
	}
	release := chartutil.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	top, err := chartutil.ToRenderValues(c, map[string]any{}, release, chartutil.DefaultCapabilities)
	if err != nil {
		return "", err
	}
	rendered, err := engine.Render(c, top)
	if err != nil {
		return "", err
	}
	return rendered["c/templates/t.yaml"], nil
}
